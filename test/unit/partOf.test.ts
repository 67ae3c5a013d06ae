import assert from 'node:assert/strict';
import { partSteps } from '../../src/core/partOf';
import type { Part } from '../../src/core/partOf';
import type { OptimizationResult } from '../../src/core/result';
import { decodeResult, encodeResult } from '../../src/core/resultFile';
import { allSteps } from '../../src/core/steps';
import { awkwardResult } from './support/awkwardResult';
import { exactly, exactValues } from './support/bits';
import { cellsOf } from './support/cells';

const words = 'x 0 to 1';

function partOf(result: OptimizationResult, part: Omit<Part, 'words'>): OptimizationResult {
  return allSteps(partSteps(result, { ...part, words }));
}

describe('A part of a result', () => {
  const rows = Uint32Array.of(4, 0, 2);
  const part = partOf(awkwardResult, { rows });

  for (const [place, column] of awkwardResult.columns.entries()) {
    it(`has the cells of ${column.variable.name} in the order that was asked for`, () => {
      const whole = exactValues(column);
      const found = part.columns[place];
      assert.ok(found);
      assert.deepEqual(
        exactValues(found),
        [...rows].map(row => whole[row]),
      );
      assert.deepEqual(found.variable, column.variable);
      assert.equal(found.type, column.type);
    });
  }

  it('has the columns that were asked for, in that order', () => {
    const { columns, rowCount } = partOf(awkwardResult, { columns: [3, 0] });
    assert.deepEqual(
      columns.map(({ variable }) => variable.name),
      ['optional n', 'x'],
    );
    assert.equal(rowCount, 6);
  });

  it('knows its sets by their new rows', () => {
    const [front] = part.resultSets;
    assert.deepEqual(front, { name: 'front', rows: [1, 2] });
    assert.deepEqual(partOf(awkwardResult, { rows: Uint32Array.of(5) }).resultSets[0]?.rows, []);
  });

  it('is a result of its own that says where it comes from', () => {
    const { id, createdAt } = awkwardResult;
    assert.notEqual(part.id, id);
    assert.deepEqual(part.metadata, {
      ...awkwardResult.metadata,
      partOf: { id, createdAt, rowCount: 6, rows: words },
    });
    const smaller = partOf(part, { rows: Uint32Array.of(1) });
    assert.deepEqual(smaller.metadata['partOf'], {
      ...{ id: part.id, createdAt: part.createdAt, rowCount: 3, rows: words },
      partOf: part.metadata['partOf'],
    });
  });

  it('comes back from a Feather file as it is', async () => {
    const { bytes } = await encodeResult(part, { updatedAt: '2026-01-02T03:04:05.678Z' });
    const { result } = await decodeResult(bytes, { modifiedAt: '2026-01-02T03:04:05.678Z' });
    assert.deepEqual(exactly(result), exactly(part));
  });

  it('says that no value is missing where none is', () => {
    assert.equal(partOf(awkwardResult, { rows: Uint32Array.of(1) }).columns[3]?.valid, undefined);
    assert.deepEqual(cellsOf(partOf(awkwardResult, { rows: Uint32Array.of(0) }), 'optional n'), [
      null,
    ]);
  });

  it('may have no rows', () => {
    assert.equal(partOf(awkwardResult, { rows: new Uint32Array() }).rowCount, 0);
  });

  it('is the result itself where all of it is asked for', () => {
    assert.equal(partOf(awkwardResult, {}), awkwardResult);
  });

  it('is not made of what there is not, or twice', () => {
    assert.throws(() => partOf(awkwardResult, { rows: Uint32Array.of(6) }), /Row 6 is not among/);
    assert.throws(() => partOf(awkwardResult, { rows: Uint32Array.of(1, 1) }), /Row 1 is named/);
    assert.throws(() => partOf(awkwardResult, { columns: [9] }), /no column 9/);
  });
});
