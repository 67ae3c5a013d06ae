import type { Cell, ColumnType } from '../../core/column';

/** The cells of a column of text as what they mean; missing ones are null. */
export interface TypedCells {
  readonly type: ColumnType;
  readonly cells: readonly Cell[];
}

/** What the text of a cell looks like. `large` are integers of more than 64 bits, `word` what stands for missing values. */
export type CellKind =
  'empty' | 'word' | 'integer' | 'large' | 'number' | 'comma' | 'boolean' | 'text';

const integerText = /^[+-]?(?:0|[1-9]\d*)$/;
/** `d` is Fortran's exponent. */
const numberText = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[ed][+-]?\d+)?$/i;
const commaText = /^[+-]?\d+,\d+(?:e[+-]?\d+)?$/i;
const wordText = /^[+-]?(?:nan|inf|infinity)$/i;
/** Missing, unless the column holds text, which these words may then be. */
const missingWord = /^(?:na|n\/a|null|none|<na>)$/i;
const booleanText = /^(?:true|false)$/i;
const maxCategories = 64;
/** Integers of more digits are infinite as doubles. */
const mostDigits = 309;
/** Integers of 64 bits have up to 19 digits and a sign. */
const longestInteger = 20;

/** Whether the text reads as a number, NaN and infinities included. */
export function isNumberText(text: string): boolean {
  const trimmed = text.trim();
  return numberText.test(trimmed) || wordText.test(trimmed);
}

export function kindOfCell(text: string): CellKind {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  // A double has a negative zero, an integer has not.
  if (integerText.test(trimmed)) return trimmed === '-0' ? 'number' : sizeOf(trimmed);
  if (isNumberText(trimmed)) return 'number';
  if (commaText.test(trimmed)) return 'comma';
  if (booleanText.test(trimmed)) return 'boolean';
  return missingWord.test(trimmed) ? 'word' : 'text';
}

/** The digits of an integer, which may have a sign of either kind. */
export function integerOf(text: string): bigint {
  return BigInt(text.trim().replace(/^\+/, ''));
}

/** The double nearest to a number: also `nan`, `inf`, Fortran's exponents, decimal commas, which JavaScript does not read. */
export function numberOf(text: string): number {
  const trimmed = text.trim().toLowerCase();
  const value = Number(trimmed);
  if (!Number.isNaN(value)) return value;
  if (trimmed.endsWith('nan')) return NaN;
  if (wordText.test(trimmed)) return trimmed.startsWith('-') ? -Infinity : Infinity;
  return Number(trimmed.replace('d', 'e').replace(',', '.'));
}

/** Whether the double nearest to an integer of any size is that integer. */
export function isExactAsNumber(text: string): boolean {
  return text.trim().length <= mostDigits && BigInt(Number(text)) === integerOf(text);
}

/**
 * Finds the narrowest type that keeps every cell, by the same rules as `readTable`, for columns that are there as texts.
 * @param decimalComma whether `0,5` may be a number: not where commas part fields.
 */
export function typeCells(texts: readonly string[], decimalComma: boolean): TypedCells {
  const kinds = new Set(texts.map(kindOfCell));
  const has = (...wanted: readonly CellKind[]): boolean => wanted.some(kind => kinds.has(kind));
  const isNumeric = has('integer', 'large', 'number', 'comma');
  if (has('text') || (has('boolean') && isNumeric)) return textCells(texts);
  if (has('boolean')) return { type: 'boolean', cells: texts.map(toBoolean) };
  if (has('comma') && (!decimalComma || has('number'))) return textCells(texts);
  if (has('word') && !isNumeric) return textCells(texts);
  const toNumber = (text: string): Cell => (isMissing(text) ? null : numberOf(text));
  if (has('number', 'comma') || !isNumeric) return { type: 'float64', cells: texts.map(toNumber) };
  if (!has('large')) return { type: 'int64', cells: texts.map(toInteger) };
  // Beyond 64 bits: a double where it is exact, else the digits.
  const isExact = texts.every(text => isMissing(text) || isExactAsNumber(text));
  return isExact ? { type: 'float64', cells: texts.map(toNumber) } : textCells(texts);
}

function isMissing(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === '' || missingWord.test(trimmed);
}

function toInteger(text: string): Cell {
  return isMissing(text) ? null : integerOf(text);
}

function toBoolean(text: string): Cell {
  return isMissing(text) ? null : text.trim().toLowerCase() === 'true';
}

function textCells(texts: readonly string[]): TypedCells {
  const cells = texts.map(text => (text.trim() === '' ? null : text));
  const present = cells.filter(cell => cell !== null);
  const distinct = new Set(present).size;
  const repeats = distinct <= maxCategories && distinct * 2 <= present.length;
  return { type: repeats ? 'categorical' : 'string', cells };
}

function sizeOf(text: string): CellKind {
  if (text.length > longestInteger) return 'large';
  const value = integerOf(text);
  return value === BigInt.asIntN(64, value) ? 'integer' : 'large';
}
