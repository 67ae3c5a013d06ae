import type { Column } from '../../core/column';
import type { ColumnFilter } from './columnFilter';
import { readBound } from './columnFilter';

/** Columns with what they let through; a row must pass all of them. */
export interface FilterInput {
  readonly rowCount: number;
  readonly filters: readonly { readonly column: Column; readonly filter: ColumnFilter }[];
}

/** One byte per row, 1 where it passes every filter. O(rows × filters). */
export function filterMask({ rowCount, filters }: FilterInput): Uint8Array {
  const mask = new Uint8Array(rowCount).fill(1);
  for (const { column, filter } of filters) {
    const passes = testOf(column, filter);
    for (let row = 0; row < rowCount; row++) if (mask[row] === 1 && !passes(row)) mask[row] = 0;
  }
  return mask;
}

type Test = (row: number) => boolean;

function testOf(column: Column, filter: ColumnFilter): Test {
  const { valid } = column;
  const isMissing: Test = valid === undefined ? () => false : row => valid[row] === 0;
  const isNaN: Test =
    column.type === 'float64'
      ? row => Number.isNaN(column.values[row]) && !isMissing(row)
      : () => false;
  switch (filter.blanks) {
    case 'missing':
      return isMissing;
    case 'nan':
      return isNaN;
    case 'blank':
      return row => isMissing(row) || isNaN(row);
    case 'hide':
    case undefined:
      break;
  }
  const tests = valueTests(column, filter);
  if (tests.length === 0 && filter.blanks === undefined) return () => true;
  // What has no value lies in no range, and contains no text.
  return row => !isMissing(row) && !isNaN(row) && tests.every(test => test(row));
}

function valueTests(column: Column, filter: ColumnFilter): readonly Test[] {
  const { from = '', to = '', contains = '', among } = filter;
  switch (column.type) {
    case 'float64':
    case 'int64': {
      const { values } = column;
      const [low, high] = [boundFor(column.type, from), boundFor(column.type, to)];
      return [
        ...(low === undefined ? [] : [(row: number) => (values[row] as number | bigint) >= low]),
        ...(high === undefined ? [] : [(row: number) => (values[row] as number | bigint) <= high]),
      ];
    }
    case 'boolean':
      return among === undefined ? [] : [row => among.includes(String(column.values[row] !== 0))];
    case 'categorical': {
      // Each category is looked at once, not each row.
      const chosen = new Set(among);
      const passing = column.categories.map(
        text => (among === undefined || chosen.has(text)) && containsText(text, contains),
      );
      return [row => passing[column.values[row] as number] === true];
    }
    case 'string':
      return contains === '' ? [] : [row => containsText(column.values[row] as string, contains)];
  }
}

/** Doubles are compared with doubles, which is quick; integers with what was typed, which is exact. */
function boundFor(type: 'float64' | 'int64', text: string): number | bigint | undefined {
  const bound = readBound(text);
  return type === 'float64' && bound !== undefined ? Number(bound) : bound;
}

function containsText(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
