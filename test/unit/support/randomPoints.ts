import type { Random } from './random';

/** How many columns of how many rows, and which values are rare in them. */
interface Shape {
  readonly count: number;
  readonly rows: number;
  readonly others?: readonly number[];
}

/** Columns full of ties and repeated points: whole numbers below `limit`, or one of the other values now and then. */
export function randomColumns(
  random: Random,
  { count, rows, limit, others = [] }: Shape & { readonly limit: number },
): readonly Float64Array[] {
  return Array.from({ length: count }, () =>
    Float64Array.from({ length: rows }, () =>
      others.length > 0 && random.below(10) === 0 ? random.pick(others) : random.below(limit),
    ),
  );
}

/** `rows` points of a sphere's surface seen from outside: no one dominates another. */
export function sphereFront(random: Random, dimensions: number, rows: number): Float64Array[] {
  const columns = Array.from({ length: dimensions }, () =>
    Float64Array.from({ length: rows }, () => -Math.log(1 - random.fraction()) + 1e-6),
  );
  for (let row = 0; row < rows; row++) {
    const length = Math.hypot(...columns.map(column => column[row] as number));
    for (const column of columns) column[row] = 1 - (column[row] as number) / length;
  }
  return columns;
}

/**
 * A large front full of ties, and points behind it: whole numbers that sum up to `sum`, repeated points among them; one in
 * ten is worse by one in an objective, and one in ten takes one of the other values somewhere.
 */
export function crowdedFront(
  random: Random,
  { count, rows, sum, others = [] }: Shape & { readonly sum: number },
): readonly Float64Array[] {
  const columns = Array.from({ length: count }, () => new Float64Array(rows));
  const set = (row: number, change: (value: number) => number): void => {
    const column = random.pick(columns);
    column[row] = change(column[row] as number);
  };
  for (let row = 0; row < rows; row++) {
    for (let part = 0; part < sum; part++) set(row, value => value + 1);
    if (random.below(10) === 0) set(row, value => value + 1);
    if (others.length > 0 && random.below(10) === 0) set(row, () => random.pick(others));
  }
  return columns;
}

/** The coordinates of a row. */
export function pointAt(columns: readonly Float64Array[], row: number): readonly number[] {
  return columns.map(column => column[row] as number);
}

/** Whether `better` dominates `worse`, both to be minimised. */
export function dominates(better: readonly number[], worse: readonly number[]): boolean {
  return (
    better.every((value, index) => value <= (worse[index] as number)) &&
    better.some((value, index) => value < (worse[index] as number))
  );
}
