import type { Column } from '../../../src/core/column';
import { OptimizationResult } from '../../../src/core/result';
import type { ResultSet } from '../../../src/core/resultSet';
import { float64 } from '../../unit/support/columns';
import { Random } from '../../unit/support/random';

export const hostile = '<img src=x onerror="document.title=1">';

/** Nine designs: rows 0 to 4 are a front, 5 is dominated, 6 infeasible, 7 has no mass, 8 infinite cost. */
const cost = [1, 2, 3, 6, 10, 9, 0.5, 4, Infinity];
const mass = [10, 6, 3, 2, 1, 9, 0.5, null, 0];

export function designs(resultSets: readonly ResultSet[] = []): OptimizationResult {
  return resultOf(
    [
      float64('x', [0, 1, 2, 3, 4, 5, 6, 7, 8], { role: 'design' }),
      float64('cost', cost, { role: 'objective', direction: 'minimize', unit: '€' }),
      float64('mass', mass, { role: 'objective', direction: 'minimize' }),
      float64('stress', [0, 0, 0, 0, 0, 0, 1, 0, 0], { role: 'inequality' }),
      float64(hostile, [0, 0, 0, 0, 7, 0, 0, 0, 0]),
    ],
    resultSets,
  );
}

export function resultOf(
  columns: readonly Column[],
  resultSets: readonly ResultSet[] = [],
): OptimizationResult {
  return new OptimizationResult({ problem: { name: 'Designs' }, columns, resultSets });
}

/** A front of so many rows: a quarter of a circle. */
export function circle(rows: number): OptimizationResult {
  const random = new Random(3);
  const angles = Array.from({ length: rows }, () => (random.below(1e6) / 1e6) * (Math.PI / 2));
  const maximized = { role: 'objective', direction: 'maximize' } as const;
  return resultOf([
    float64('a', angles.map(Math.cos), maximized),
    float64('b', angles.map(Math.sin), maximized),
  ]);
}

export const early: ResultSet = { name: 'early', rows: [0, 1, 2], operations: ['by hand'] };
