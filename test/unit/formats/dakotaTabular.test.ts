import assert from 'node:assert/strict';
import { dakotaTabular } from '../../../src/formats/dakotaTabular';
import { detectFormat } from '../../../src/formats/detectFormat';
import type { ImportedResult, Roles, SourceFile } from '../../../src/formats/format';
import { FormatError } from '../../../src/formats/formatError';
import { annotated, counted, named } from '../../fixtures/formats/dakotaTabular';
import { cellsOf, columnOf } from '../support/cells';
import { sharedData } from '../support/sharedData';
import { fakeFile, sourceFile } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

async function readFile(file: SourceFile, roles?: Roles): Promise<ImportedResult> {
  const [found] = await dakotaTabular.read(file, { ports: formatPorts, ...(roles && { roles }) });
  assert.ok(found);
  return found;
}

const read = (text: string, roles?: Roles): Promise<ImportedResult> =>
  readFile(fakeFile('run.dat', text), roles);

async function idOf(text: string): Promise<string> {
  return (await detectFormat(fakeFile('run.dat', text), formatPorts)).id;
}

function rolesOf({ result }: ImportedResult): Record<string, string> {
  return Object.fromEntries(result.columns.map(({ variable }) => [variable.name, variable.role]));
}

describe('dakotaTabular', () => {
  it('reads an annotated table: variables up to the first response, constraints by their names', async () => {
    const found = await read(annotated);
    assert.equal(found.name, 'run');
    assert.deepEqual(rolesOf(found), {
      eval_id: 'observable',
      interface: 'observable',
      x1: 'design',
      x2: 'design',
      n: 'design',
      material: 'design',
      obj_fn: 'objective',
      nln_ineq_con_1: 'inequality',
      nln_eq_con_1: 'equality',
    });
    assert.deepEqual(cellsOf(found.result, 'x1'), [-1.2, -1.199999976, 0]);
    assert.deepEqual(cellsOf(found.result, 'n'), [3n, 4n, 3n]);
    assert.deepEqual(cellsOf(found.result, 'material'), ['steel', 'wood', 'steel']);
    assert.deepEqual(cellsOf(found.result, 'interface'), ['NO_ID', 'NO_ID', 'f2']);
    assert.deepEqual(cellsOf(found.result, 'obj_fn'), [24.2, 24.20000515, NaN]);
    assert.deepEqual(cellsOf(found.result, 'nln_ineq_con_1'), [-0.44, -0.4399999424, -Infinity]);
  });

  it('asks for what the table does not say: direction and constraints, not variables', async () => {
    const proposal = await dakotaTabular.propose?.(fakeFile('run.dat', annotated), formatPorts);
    assert.deepEqual(
      proposal?.columns.filter(({ assumed }) => assumed).map(({ name }) => name),
      ['obj_fn', 'nln_ineq_con_1', 'nln_eq_con_1'],
    );
    const { result } = await read(annotated, {
      obj_fn: { role: 'objective', direction: 'maximize' },
    });
    assert.equal(columnOf(result, 'obj_fn').variable.direction, 'maximize');
    assert.deepEqual(result.metadata['assumed'], {
      obj_fn: { role: 'objective', direction: 'maximize', by: 'user' },
      nln_ineq_con_1: { role: 'inequality', by: 'name' },
      nln_eq_con_1: { role: 'equality', by: 'name' },
    });
  });

  it('reads custom-annotated tables, with and without the percent sign', async () => {
    assert.deepEqual(rolesOf(await read(counted)), {
      eval_id: 'observable',
      x2: 'design',
      x1: 'design',
      response_fn_1: 'observable',
      least_sq_term_1: 'observable',
    });
    assert.deepEqual(rolesOf(await read(named)), {
      x1: 'design',
      x2: 'design',
      obj_fn_1: 'objective',
      obj_fn_2: 'objective',
    });
    assert.equal(await idOf('%width cost\n1 2\n'), 'dakota-tabular');
    for (const text of [annotated, counted, named]) {
      assert.equal(await idOf(text), 'dakota-tabular');
      assert.equal(await idOf(text.slice(1)), 'dakota-tabular');
      assert.deepEqual(rolesOf(await read(text.slice(1))), rolesOf(await read(text)));
    }
  });

  it('leaves tables of others alone', async () => {
    for (const text of ['eval_id,x1,f1\n1,2,3\n', 'x1 x2 f\n1 2 3\n']) {
      assert.equal(await idOf(text), 'csv', text);
    }
    assert.equal(await idOf('1 2\n3 4\n'), 'front');
    for (const text of ['% x y\n1 2\n', '%x y\n1 2 3\n', '%a b\nc d\n', '%\n1\n']) {
      assert.equal(await dakotaTabular.detect(fakeFile('a.m', text), formatPorts), undefined, text);
    }
  });

  it('lists lines of another width, and leaves out silently what is being written', async () => {
    const [header, first = '', second = '', third = ''] = annotated.split('\n');
    const short = await read([header, first, '2 NO_ID 1', third, ''].join('\n'));
    assert.deepEqual(short.unread, [{ row: 3, reason: 'Expected 9 cells, found 3.' }]);
    assert.deepEqual(cellsOf(short.result, 'eval_id'), [1n, 3n]);
    const cut = await read([header, first, second.slice(0, 30)].join('\n'));
    assert.deepEqual(cut.unread, []);
    assert.match(cut.notes.join(), /Line 3 ends in the middle/);
    const digits = await read(`${counted.replaceAll('\n', ' \n')}3 1 2 3 12`);
    assert.deepEqual(cellsOf(digits.result, 'eval_id'), [1n, 2n]);
    const edited = await read(counted.trimEnd());
    assert.deepEqual(cellsOf(edited.result, 'eval_id'), [1n, 2n]);
  });

  it('gives repeated names a number, and takes names of JavaScript for names', async () => {
    const { result } = await read('%eval_id __proto__ constructor x x obj_fn\n1 2 3 4 5 6\n');
    assert.deepEqual(
      result.columns.map(({ variable }) => variable.name),
      ['eval_id', '__proto__', 'constructor', 'x', 'x_2', 'obj_fn'],
    );
    assert.deepEqual(cellsOf(result, '__proto__'), [2n]);
  });

  it('reads a table without rows yet', async () => {
    const { result } = await read('%eval_id interface x1 obj_fn \n');
    assert.equal(result.rowCount, 0);
  });

  it('says what is wrong with a table in which no row fits', async () => {
    await assert.rejects(read('%eval_id x1 obj_fn\n1 2\n3 4\n'), (error: unknown) => {
      assert.ok(error instanceof FormatError);
      assert.equal(error.row, 2);
      assert.match(error.message, /has 3 column names, but no row .*Expected 3 cells, found 2/);
      return true;
    });
    await assert.rejects(read('%\n1 2\n'), /has no line of names/);
  });

  it('reads the table of dakotathon (skipped without sample data)', async function () {
    const file = await sourceFile(sharedData(this, 'dakota/dakotathon-dakota.dat'));
    assert.equal((await detectFormat(file, formatPorts)).id, 'dakota-tabular');
    const { result, unread } = await readFile(file);
    assert.deepEqual(
      result.columns.map(({ variable }) => variable.name),
      [
        'eval_id',
        'interface',
        'starting_mean_annual_temperature',
        'total_annual_precipitation',
        'Qs_median',
        'Q_mean',
      ],
    );
    assert.deepEqual(unread, []);
    assert.deepEqual(
      result.columns.map(({ variable }) => cellsOf(result, variable.name)[0]),
      [1n, 'CSDMS', 10n, 1.5, 2.116, 75.13497033],
    );
    assert.deepEqual(
      result.columns.map(({ variable }) => cellsOf(result, variable.name)[5]),
      [6n, 'CSDMS', 20n, 2.5, 9.363, 127.4870047],
    );
  });
});
