import type { Column } from '../src/core/column';
import { OptimizationResult } from '../src/core/result';
import { encodeResult } from '../src/core/resultFile';
import { seededRandom } from '../test/fixtures/seededRandom';

/** A result of `rows` rows in 12 columns of floats, or so many: design variables, then two objectives and one constraint. */
export function sampleResult(rows: number, columnCount = 12): OptimizationResult {
  const random = seededRandom(1);
  const column = (variable: Column['variable']): Column => ({
    variable,
    type: 'float64',
    values: Float64Array.from({ length: rows }, () => random.uniform()),
  });
  const design = Array.from({ length: columnCount - 3 }, (_, index) =>
    column({ name: `x${index + 1}`, role: 'design', lower: 0, upper: 1 }),
  );
  return new OptimizationResult({
    problem: { name: 'Welded beam', solver: 'nsga2', nEvaluations: rows },
    columns: [
      ...design,
      column({ name: 'f1', role: 'objective', direction: 'minimize' }),
      column({ name: 'f2', role: 'objective', direction: 'maximize' }),
      column({ name: 'g1', role: 'inequality' }),
    ],
  });
}

/** What a backend keeps of it. */
export async function sampleBytes(rows: number): Promise<Uint8Array> {
  const stamp = { revision: crypto.randomUUID(), updatedAt: new Date().toISOString() };
  return (await encodeResult(sampleResult(rows), stamp)).bytes;
}

/** Its values as a store of JSON would keep them. */
export function sampleColumns(rows: number): Readonly<Record<string, readonly number[]>> {
  const { columns } = sampleResult(rows);
  return Object.fromEntries(
    columns.map(({ variable, values }) => [variable.name, Array.from(values as Iterable<number>)]),
  );
}

/** Keys as users have them: a few folders. No character in them needs escaping anywhere. */
export function sampleKeys(count: number, start = 0): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const number = start + index;
    return `campaign${number % 4}/run${String(number).padStart(6, '0')}`;
  });
}
