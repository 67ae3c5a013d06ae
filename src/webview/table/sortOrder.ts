import { everyRow } from '../../core/analysis/numbers';
import { numbersOf } from '../../core/analysis/numbersOf';
import { sortedRows } from '../../core/analysis/sortedRows';
import type { Column } from '../../core/column';

/** A column to sort by, and which way. */
export interface SortKey {
  readonly column: Column;
  readonly isDescending: boolean;
}

export interface SortInput {
  readonly rowCount: number;
  /** The first counts most. */
  readonly keys: readonly SortKey[];
}

/**
 * The rows in the order of the keys. Rows that are equal stay in the order of the result. NaN comes after all other values
 * and missing cells after NaN, whichever way is sorted; 0 and -0 are equal; integers are compared exactly; texts as people
 * sort them: 2 before 10, upper beside lower case. O(n) for each key of numbers, O(d log d + n) for one with d different
 * texts.
 */
export function sortOrder({ rowCount, keys }: SortInput): Uint32Array {
  let order = everyRow(rowCount);
  // Sorting is stable, so the key that counts most comes last.
  for (const key of [...keys].reverse()) order = sortedBy(key, order);
  return order;
}

function sortedBy({ column, isDescending }: SortKey, rows: Uint32Array): Uint32Array {
  const { valid } = column;
  if (valid === undefined) return sortedValues(column, isDescending, rows);
  const present = rows.filter(row => valid[row] !== 0);
  const sorted = new Uint32Array(rows.length);
  sorted.set(sortedValues(column, isDescending, present));
  sorted.set(
    rows.filter(row => valid[row] === 0),
    present.length,
  );
  return sorted;
}

function sortedValues(column: Column, isDescending: boolean, rows: Uint32Array): Uint32Array {
  // Negated, not reversed: what is equal keeps its order, and NaN stays last.
  const directed = (values: Float64Array): Float64Array =>
    isDescending ? values.map(value => -value) : values;
  switch (column.type) {
    case 'int64': {
      // No double holds 64 bits: by the lower half first, then by the upper one.
      const lower = sortedRows(directed(halves(column.values, lowerHalf)), rows);
      return sortedRows(directed(halves(column.values, upperHalf)), lower);
    }
    case 'float64':
    case 'boolean':
      return sortedRows(directed(numbersOf(column) as Float64Array), rows);
    case 'categorical': {
      const ranks = rankTexts(column.categories);
      const values = Float64Array.from(column.values, code => ranks.get(textAt(column, code)) ?? 0);
      return sortedRows(directed(values), rows);
    }
    case 'string': {
      const ranks = rankTexts(column.values);
      const values = Float64Array.from(column.values, text => ranks.get(text) ?? 0);
      return sortedRows(directed(values), rows);
    }
  }
}

function textAt(column: Column & { readonly type: 'categorical' }, code: number): string {
  return column.categories[code] ?? '';
}

const lowerHalf = (value: bigint): number => Number(BigInt.asUintN(32, value));
const upperHalf = (value: bigint): number => Number(value >> 32n);

function halves(
  values: Iterable<bigint> & { readonly length: number },
  half: (value: bigint) => number,
): Float64Array {
  return Float64Array.from(values, half);
}

/** The place of each different text among them, sorted. */
function rankTexts(texts: readonly string[]): ReadonlyMap<string, number> {
  const { compare } = new Intl.Collator('en', { numeric: true });
  const distinct = [...new Set(texts)];
  distinct.sort((a, b) => compare(a, b) || (a < b ? -1 : 1));
  return new Map(distinct.map((text, rank) => [text, rank]));
}
