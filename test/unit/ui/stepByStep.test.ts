import assert from 'node:assert/strict';
import { cellAt } from '../../../src/core/column';
import { OptimizationResult } from '../../../src/core/result';
import { allSteps } from '../../../src/core/steps';
import type { Steps } from '../../../src/core/steps';
import { csvSteps } from '../../../src/formats/export/toCsv';
import { jsonSteps } from '../../../src/formats/export/toJson';
import { latexSteps } from '../../../src/formats/export/toLatex';
import { parquetSteps } from '../../../src/formats/export/toParquet';
import { readParquet } from '../../../src/formats/parquet/readParquet';
import { stepByStep } from '../../../src/ui/stepByStep';
import { categorical, float64, int64 } from '../support/columns';
import { fakeFile } from '../support/sourceFiles';

const rowCount = 70_000;
const rows = Array.from({ length: rowCount }, (_, row) => row);
const long = new OptimizationResult({
  problem: { name: 'long' },
  columns: [
    float64(
      'x',
      rows.map(row => [row / 7, NaN, -0, Infinity, null][row % 5] as number | null),
    ),
    int64(
      'n',
      rows.map(row => (row % 3 === 0 ? null : 9007199254740993n + BigInt(row))),
    ),
    categorical(
      'state',
      rows.map(row => ['ok', 'bad', null][row % 3] as string | null),
    ),
  ],
});

describe('A long export', () => {
  const writers: Readonly<Record<string, () => Steps<Uint8Array>>> = {
    csv: () => csvSteps(long),
    json: () => jsonSteps(long),
    latex: () => latexSteps(long, {}),
    parquet: () => parquetSteps(long),
  };

  for (const [name, steps] of Object.entries(writers)) {
    it(`writes ${name} in steps, and the same as at once`, async () => {
      const shares: number[] = [];
      const bytes = await stepByStep(steps(), { onProgress: share => shares.push(share) });
      assert.deepEqual(bytes, allSteps(steps()));
      assert.ok(shares.length >= 3, `${shares.length} steps`);
      assert.deepEqual(
        shares,
        [...shares].sort((a, b) => a - b),
      );
      assert.ok((shares.at(-1) ?? 2) <= 1);
    });
  }

  it('comes back from Parquet bit for bit, over all of its groups of rows', async () => {
    const { columns } = await readParquet(fakeFile('a.parquet', allSteps(parquetSteps(long))));
    assert.equal(columns.length, 3);
    long.columns.forEach((column, place) => {
      const found = columns[place];
      assert.ok(found);
      const others = rows.filter(row => !Object.is(cellAt(found, row), cellAt(column, row)));
      assert.deepEqual(others, []);
    });
  });

  it('ends when it is cancelled', async () => {
    const controller = new AbortController();
    let steps = 0;
    const written = stepByStep(csvSteps(long), {
      signal: controller.signal,
      onProgress: () => {
        steps++;
        controller.abort();
      },
    });
    await assert.rejects(written, { code: 'cancelled' });
    assert.equal(steps, 1);
  });
});
