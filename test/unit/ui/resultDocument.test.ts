import assert from 'node:assert/strict';
import { encodeResult } from '../../../src/core/resultFile';
import { OptimizationResult } from '../../../src/core/result';
import { DocumentError } from '../../../src/ui/documents/documentError';
import { readDocument } from '../../../src/ui/documents/readDocument';
import { documentJson, documentText } from '../../../src/ui/documents/resultDocument';

const result = new OptimizationResult({
  problem: { name: 'ZDT1', solver: 'NSGA-II' },
  columns: [
    {
      variable: { name: 'x', role: 'design', lower: 0, upper: 1 },
      type: 'float64',
      values: new Float64Array([0.25, NaN, 0.75, 0.5]),
    },
    {
      variable: { name: 'n', role: 'objective', direction: 'maximize' },
      type: 'int64',
      values: new BigInt64Array([1n, 2n, 9007199254740993n, 0n]),
      valid: new Uint8Array([1, 1, 1, 0]),
    },
  ],
  metadata: { tag: 'paper' },
  resultSets: [{ name: 'front', rows: [0, 2] }],
});

async function shown() {
  const stamp = { revision: crypto.randomUUID(), updatedAt: '2026-03-01T00:00:00.000Z' };
  const { head } = await encodeResult(result, stamp);
  const header = { ...head, key: 'zdt/zdt1' };
  const json = documentJson({ backend: 'primary', key: 'zdt/zdt1' }, header, result);
  return { json, text: documentText(json), header };
}

/** The fault that reading `text` finds, and the text it points at. */
async function faultIn(edit: (text: string) => string): Promise<{ message: string; at: string }> {
  const { json, text } = await shown();
  const edited = edit(text);
  assert.notEqual(edited, text);
  try {
    readDocument(edited, json, result);
  } catch (error) {
    assert.ok(error instanceof DocumentError);
    const [{ message, offset, length }] = error.mistakes;
    return { message, at: edited.slice(offset, offset + length) };
  }
  throw new Error('No fault was found');
}

describe('The document of a result', () => {
  it('shows identity, problem, metadata, variables with statistics, and result sets', async () => {
    const { json, header } = await shown();
    assert.deepEqual(Object.keys(json), [
      'result',
      'problem',
      'metadata',
      'variables',
      'resultSets',
    ]);
    assert.deepEqual(json['result'], {
      key: 'zdt/zdt1',
      backend: 'primary',
      rows: 4,
      createdAt: header.createdAt,
      id: header.id,
    });
    const [x, n] = json['variables'] as Record<string, Record<string, unknown>>[];
    assert.deepEqual(
      [x?.['name'], x?.['role'], x?.['type'], x?.['lower']],
      ['x', 'design', 'float64', 0],
    );
    assert.deepEqual(
      [x?.['statistics']?.['min'], x?.['statistics']?.['median'], x?.['statistics']?.['max']],
      [0.25, 0.5, 0.75],
    );
    assert.deepEqual(
      [n?.['statistics']?.['missing'], n?.['statistics']?.['max']],
      [1, '9007199254740993'],
    );
  });

  it('reads back what it shows', async () => {
    const { json, text } = await shown();
    const read = readDocument(text, json, result);
    assert.deepEqual(
      [read.problem, read.metadata, read.resultSets, read.columns.map(({ variable }) => variable)],
      [
        result.problem,
        result.metadata,
        result.resultSets,
        result.columns.map(({ variable }) => variable),
      ],
    );
    assert.equal(read.id, result.id);
    assert.equal(read.columns[0]?.values, result.columns[0]?.values);
  });

  it('takes over what was edited', async () => {
    const { json, text } = await shown();
    const edited = text
      .replace('"NSGA-II"', '"MOEA/D"')
      .replace('"upper": 1', '"upper": 2, "unit": "m"');
    const read = readDocument(edited, json, result);
    assert.equal(read.problem.solver, 'MOEA/D');
    assert.deepEqual(read.columns[0]?.variable, {
      name: 'x',
      role: 'design',
      lower: 0,
      upper: 2,
      unit: 'm',
    });
  });

  it('points at a mistake in the JSON', async () => {
    const { message } = await faultIn(text => text.replace('"problem"', 'problem'));
    assert.match(message, /Expected JSON/);
  });

  it('points at a value that cannot be', async () => {
    const { at } = await faultIn(text => text.replace('"maximize"', '"upwards"'));
    assert.equal(at, '"upwards"');
  });

  it('points at a row that the result does not have', async () => {
    const { message } = await faultIn(text => text.replace('[0, 2]', '[0, 4]'));
    assert.match(message, /4/);
  });

  it('refuses an edit of what is computed or fixed', async () => {
    const statistics = await faultIn(text => text.replace('"min": 0.25', '"min": 0.1'));
    assert.match(statistics.message, /variables\.0\.statistics.*cannot be edited/);
    const rows = await faultIn(text => text.replace('"rows": 4', '"rows": 5'));
    assert.match(rows.message, /"result" is computed and cannot be edited/);
  });

  it('refuses fields it does not know, and says where own fields belong', async () => {
    const { message, at } = await faultIn(text =>
      text.replace('"problem": {', '"note": 1,\n  "problem": {'),
    );
    assert.match(message, /own fields belong into "metadata"/);
    assert.equal(at, '1');
  });

  it('refuses to lose a column', async () => {
    const { message } = await faultIn(text => {
      const json = JSON.parse(text) as { variables: unknown[] };
      json.variables.pop();
      return JSON.stringify(json);
    });
    assert.match(message, /Expected the 2 variables/);
  });
});
