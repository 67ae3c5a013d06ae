import type { CategoricalColumn, Column, StringColumn } from '../column';
import { isNull } from '../column';
import { numbersOf } from './numbersOf';

/** Values that are names, not quantities. */
export interface Codes {
  /** One per row: an index into `labels`, NaN where the column is null. */
  readonly codes: Float64Array;
  readonly labels: readonly string[];
}

/**
 * A column as codes: categories by their index, texts in the order of their first appearance, booleans as `false` and
 * `true`. `undefined` for numbers. O(n).
 */
export function codesOf(column: Column): Codes | undefined {
  switch (column.type) {
    case 'categorical':
      return { codes: codesOfCategories(column), labels: column.categories };
    case 'string':
      return codesOfTexts(column);
    case 'boolean':
      return { codes: numbersOf(column) as Float64Array, labels: ['false', 'true'] };
    default:
      return undefined;
  }
}

function codesOfCategories(column: CategoricalColumn): Float64Array {
  const codes = Float64Array.from(column.values);
  for (let row = 0; row < codes.length; row++) if (isNull(column, row)) codes[row] = NaN;
  return codes;
}

function codesOfTexts(column: StringColumn): Codes {
  const codes = new Float64Array(column.values.length);
  const codeOf = new Map<string, number>();
  column.values.forEach((text, row) => {
    if (isNull(column, row)) {
      codes[row] = NaN;
      return;
    }
    const code = codeOf.get(text) ?? codeOf.size;
    codeOf.set(text, code);
    codes[row] = code;
  });
  return { codes, labels: [...codeOf.keys()] };
}
