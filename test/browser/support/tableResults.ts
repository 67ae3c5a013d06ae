import type { Column } from '../../../src/core/column';
import { OptimizationResult } from '../../../src/core/result';

/** A result of these columns, with nothing else to it. */
export function resultOf(...columns: readonly Column[]): OptimizationResult {
  return new OptimizationResult({ problem: { name: 'table' }, columns });
}

/** Every kind of column, with every kind of odd value, in six rows. */
export function oddResult(): OptimizationResult {
  return resultOf(
    {
      variable: { name: 'x', role: 'design', unit: 'mm', lower: -1, upper: 1 },
      type: 'float64',
      values: Float64Array.of(0.1 + 0.2, NaN, -0, Infinity, -Infinity, 7),
      valid: Uint8Array.of(1, 1, 1, 1, 1, 0),
    },
    {
      variable: { name: 'cost', role: 'objective', unit: '€', direction: 'minimize' },
      type: 'float64',
      values: Float64Array.of(3, 1, 2, 1, 5, 4),
    },
    {
      variable: { name: 'speed', role: 'objective', direction: 'maximize' },
      type: 'float64',
      values: Float64Array.of(1.23456789, 2, 2, 1, 3, 3),
    },
    {
      variable: { name: 'stress', role: 'inequality', limit: 250, unit: 'MPa' },
      type: 'float64',
      values: Float64Array.of(1, 2, 3, 4, 5, 6),
    },
    {
      variable: { name: 'count', role: 'observable' },
      type: 'int64',
      values: BigInt64Array.of(
        9007199254740993n,
        9007199254740992n,
        -1n,
        2n ** 63n - 1n,
        -(2n ** 63n),
        0n,
      ),
    },
    {
      variable: { name: 'is ok', role: 'observable' },
      type: 'boolean',
      values: Uint8Array.of(1, 0, 1, 0, 1, 0),
    },
    {
      variable: { name: 'kind', role: 'design' },
      type: 'categorical',
      categories: ['item 10', 'item 2', '<b>bold</b>'],
      values: Uint32Array.of(0, 1, 2, 0, 1, 2),
    },
    {
      variable: { name: '<img src=x onerror="alert(1)">', role: 'observable' },
      type: 'string',
      values: [
        '<script>alert(1)</script>',
        'a\tb "quoted"\nsecond line',
        '',
        'long '.repeat(200),
        '\u202Eright to left',
        'plain',
      ],
      valid: Uint8Array.of(1, 1, 1, 1, 1, 0),
    },
  );
}

/** `rows` rows of three columns: the row itself, the row from the end, its remainder by ten. */
export function longResult(rows: number): OptimizationResult {
  const column = (name: string, value: (row: number) => number): Column => ({
    variable: { name, role: 'observable' },
    type: 'float64',
    values: Float64Array.from({ length: rows }, (_, row) => value(row)),
  });
  return resultOf(
    column('up', row => row),
    column('down', row => rows - 1 - row),
    column('digit', row => row % 10),
  );
}

/** Two rows of three hundred columns. */
export function wideResult(): OptimizationResult {
  return resultOf(
    ...Array.from({ length: 300 }, (_, place): Column => ({
      variable: { name: `c${place}`, role: 'observable' },
      type: 'float64',
      values: Float64Array.of(place, place + 0.5),
    })),
  );
}
