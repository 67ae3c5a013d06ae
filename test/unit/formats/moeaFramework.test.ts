import assert from 'node:assert/strict';
import { detectFormat } from '../../../src/formats/detectFormat';
import { FormatError } from '../../../src/formats/formatError';
import { moeaFrameworkSamples } from '../../fixtures/formats/moeaFramework';
import { cellsOf, columnOf } from '../support/cells';
import { readOne, rolesOf } from '../support/readOne';
import { fakeFile } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

function sample(title: RegExp) {
  const found = moeaFrameworkSamples().find(each => title.test(each.title));
  assert.ok(found);
  return fakeFile(found.at, found.contents[found.at] ?? '');
}

const header = (...definitions: readonly string[]): string =>
  ['Version=5', 'Problem=P', 'NumberOfObjectives=2', ...definitions]
    .map(line => `# ${line}\n`)
    .join('');

describe('moeaFramework: version 5', () => {
  it('reads variables, directions and constraints as the header defines them', async () => {
    const imported = await readOne(sample(/snapshots/));
    assert.deepEqual(rolesOf(imported), [
      'x1 design',
      'x2 design',
      'x3 design',
      'f1 objective',
      'yield objective',
      'g1 inequality',
      'load inequality',
      'g3_lower inequality',
      'g3_upper inequality',
      'h4 equality',
      'NFE observable',
    ]);
    const { result } = imported;
    const said = (name: string) => {
      const { sense, limit } = columnOf(result, name).variable;
      return [sense, limit];
    };
    assert.deepEqual(said('g1'), ['<=', 2]);
    assert.deepEqual(said('load'), ['>=', 1.5]);
    assert.deepEqual(said('g3_lower'), ['>=', 0]);
    assert.deepEqual(said('g3_upper'), ['<=', 1]);
    assert.deepEqual(said('h4'), ['==', 0]);
    assert.deepEqual(
      result.objectives.map(({ variable }) => variable.direction),
      ['minimize', 'maximize'],
    );
    const { lower, upper } = columnOf(result, 'x1').variable;
    assert.deepEqual([lower, upper], [-10, 10]);
    assert.deepEqual(cellsOf(result, 'x2'), ['0110', '1101', '0001']);
    assert.deepEqual(cellsOf(result, 'x3'), ['[0,2,1]', '[1,0,2]', '[2,1,0]']);
    assert.deepEqual(cellsOf(result, 'yield'), [7, 8, 9]);
    assert.equal(result.problem.name, 'Test Problem');
  });

  it('numbers the snapshots by evaluations, and keeps the last as a set', async () => {
    const { result } = await readOne(sample(/snapshots/));
    assert.deepEqual(cellsOf(result, 'NFE'), [100n, 100n, 200n]);
    assert.deepEqual(
      result.resultSets.map(({ name, rows }) => [name, rows]),
      [['final', [2]]],
    );
    assert.equal(result.problem.nEvaluations, 200);
    assert.deepEqual(result.metadata['entries'], [
      { rows: 2, properties: { NFE: 100, ElapsedTime: 0.5 } },
      { rows: 1, properties: { NFE: 200, ElapsedTime: 1 } },
    ]);
  });

  it('reads reference sets, whose rows leave out the variables', async () => {
    const imported = await readOne(sample(/objectives alone/));
    assert.deepEqual(rolesOf(imported), ['f1 objective', 'f2 objective']);
    assert.deepEqual(cellsOf(imported.result, 'f1'), [0, 4]);
    assert.deepEqual(imported.notes, []);
    assert.deepEqual(imported.result.metadata['source'], {
      tool: 'MOEA Framework',
      version: '5',
      file: 'Schaffer.pf',
    });
  });

  it('believes the header of a set that some versions ship with the wrong signs, and says so', async () => {
    const text = `${header('Objective.1.Definition=Maximize', 'Objective.2.Definition=Maximize')}-1 -2\n#\n`;
    const { result, notes } = await readOne(fakeFile('Kita.pf', text.replace('=P\n', '=Kita\n')));
    assert.equal(columnOf(result, 'f1').variable.direction, 'maximize');
    assert.match(notes.join(), /ship the reference set of Kita with negated values/);
  });

  it('keeps constraints that no limit can say as observables, and says so', async () => {
    const text = `${header('NumberOfConstraints=1', 'Constraint.1.Definition=Outside(0.0,1.0,1.0E-10)')}1 2 3\n#\n`;
    const imported = await readOne(fakeFile('a.res', text));
    assert.deepEqual(rolesOf(imported).at(-1), 'g1 observable');
    assert.match(
      imported.notes.join(),
      /Constraint 1 \(Outside\(0\.0,1\.0,1\.0E-10\)\) has no limit/,
    );
  });
});

describe('moeaFramework: before version 5, and Borg', () => {
  it('reads variables and minimised objectives, and says that signs may be turned', async () => {
    const imported = await readOne(sample(/before 5/));
    assert.deepEqual(rolesOf(imported), ['x1 design', 'x2 design', 'f1 objective', 'f2 objective']);
    assert.deepEqual(cellsOf(imported.result, 'x2'), ['0101', '1100']);
    assert.deepEqual(cellsOf(imported.result, 'f2'), [-2.5, -3.5]);
    assert.match(imported.notes.join(), /maximised are negated, and the file does not say which/);
    assert.deepEqual(imported.result.metadata['assumed'], {
      f1: { role: 'objective', direction: 'minimize', by: 'tool' },
      f2: { role: 'objective', direction: 'minimize', by: 'tool' },
    });
  });

  it('asks for the roles of columns without a header, and leaves out an entry that is being written', async () => {
    const file = sample(/Borg/);
    const format = await detectFormat(file, formatPorts);
    const proposal = await format.propose?.(file, formatPorts);
    assert.deepEqual(
      proposal?.columns.map(({ name }) => name),
      ['column_1', 'column_2', 'column_3', 'column_4', 'NFE'],
    );
    const { result, notes } = await readOne(file, { column_4: { role: 'objective' } });
    assert.deepEqual(cellsOf(result, 'column_4'), [4n, 6n, 2n]);
    assert.deepEqual(cellsOf(result, 'NFE'), [100n, 100n, 200n]);
    assert.equal(columnOf(result, 'column_4').variable.direction, 'minimize');
    assert.match(notes.join(), /last entry does not end with "#"/);
    assert.match(JSON.stringify(result.metadata['source']), /Borg/);
  });

  it('leaves metrics to tables of text', async () => {
    const text = '#Hypervolume GenerationalDistance Spacing\n0.75 0.01 0.3\n0.77 0.006 0.1\n';
    const imported = await readOne(fakeFile('a.metrics', text));
    assert.deepEqual(rolesOf(imported), [
      'Hypervolume observable',
      'GenerationalDistance observable',
      'Spacing observable',
    ]);
  });
});

describe('moeaFramework: unsound rows', () => {
  it('lists a few, and leaves them out', async () => {
    const rows = Array.from({ length: 20 }, (_, row) => `${row} 1`).join('\n');
    const text = `${header()}${rows.replace('5 1\n', '5 x\n')}\n#\n`;
    const { result, unread } = await readOne(fakeFile('a.set', text));
    assert.equal(result.rowCount, 19);
    assert.deepEqual(
      unread?.map(({ row }) => row),
      [9],
    );
    assert.equal(unread?.[0]?.reason, 'Line 9 holds "x" instead of a number.');
  });

  it('refuses many, with the line', async () => {
    await assert.rejects(
      readOne(fakeFile('a.set', `${header()}1 2\n1 2 3\n#\n`)),
      (error: unknown) => {
        assert.ok(error instanceof FormatError);
        assert.match(error.message, /rows that do not fit: line 5 has 3 values; 2 are expected/);
        assert.equal(error.row, 5);
        return true;
      },
    );
  });

  it('reads a header without rows as a result without rows', async () => {
    const { result } = await readOne(fakeFile('a.set', header()));
    assert.deepEqual([result.columns.length, result.rowCount], [2, 0]);
  });
});
