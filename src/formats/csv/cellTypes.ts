import type { Cell, ColumnType } from '../../core/column';

/** The cells of a column of text as what they mean; missing ones are null. */
export interface TypedCells {
  readonly type: ColumnType;
  readonly cells: readonly Cell[];
}

type Kind = 'empty' | 'word' | 'integer' | 'large' | 'number' | 'comma' | 'boolean' | 'text';

const maxCategories = 64;
const integerText = /^[+-]?(?:0|[1-9]\d*)$/;
/** `d` is Fortran's exponent. */
const numberText = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[ed][+-]?\d+)?$/i;
const commaText = /^[+-]?\d+,\d+(?:e[+-]?\d+)?$/i;
const wordText = /^[+-]?(?:nan|inf|infinity)$/i;
/** Missing, unless the column holds text, which these words may then be. */
const missingWord = /^(?:na|n\/a|null|none|<na>)$/i;
const booleanText = /^(?:true|false)$/i;

/** Whether the text reads as a number, NaN and infinities included. */
export function isNumberText(text: string): boolean {
  const trimmed = text.trim();
  return numberText.test(trimmed) || wordText.test(trimmed);
}

/**
 * Finds the narrowest type that keeps every cell: integers exactly, numbers to the nearest double, text unchanged;
 * text that repeats is categorical. Numbers with leading zeros are text, since they are names of something.
 * @param decimalComma whether `0,5` may be a number: not where commas part fields.
 */
export function typeCells(texts: readonly string[], decimalComma: boolean): TypedCells {
  const kinds = new Set(texts.map(kindOf));
  const has = (...wanted: readonly Kind[]): boolean => wanted.some(kind => kinds.has(kind));
  const isNumeric = has('integer', 'large', 'number', 'comma');
  if (has('text') || (has('boolean') && isNumeric)) return textCells(texts);
  if (has('boolean')) return { type: 'boolean', cells: texts.map(toBoolean) };
  if (has('comma') && (!decimalComma || has('number'))) return textCells(texts);
  if (has('word') && !isNumeric) return textCells(texts);
  if (has('number', 'comma') || !isNumeric) return { type: 'float64', cells: texts.map(toNumber) };
  if (!has('large')) return { type: 'int64', cells: texts.map(toInteger) };
  // Beyond 64 bits: a double where it is exact, else the digits.
  const isExact = texts.every(text => !isInteger(text) || isExactNumber(text.trim()));
  return isExact ? { type: 'float64', cells: texts.map(toNumber) } : textCells(texts);
}

function kindOf(text: string): Kind {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  // A double has a negative zero, an integer has not.
  if (isInteger(trimmed)) return trimmed === '-0' ? 'number' : sizeOf(trimmed);
  if (isNumberText(trimmed)) return 'number';
  if (commaText.test(trimmed)) return 'comma';
  if (booleanText.test(trimmed)) return 'boolean';
  return missingWord.test(trimmed) ? 'word' : 'text';
}

function sizeOf(text: string): Kind {
  const value = toBigint(text);
  return value === BigInt.asIntN(64, value) ? 'integer' : 'large';
}

function isInteger(text: string): boolean {
  return integerText.test(text.trim());
}

function isExactNumber(text: string): boolean {
  return BigInt(Number(text)) === toBigint(text);
}

function isMissing(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === '' || missingWord.test(trimmed);
}

/** BigInt refuses the sign `+`. */
function toBigint(text: string): bigint {
  return BigInt(text.replace(/^\+/, ''));
}

function toInteger(text: string): Cell {
  return isMissing(text) ? null : toBigint(text.trim());
}

function toNumber(text: string): Cell {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const value = Number(trimmed);
  return Number.isNaN(value) ? toUnusualNumber(trimmed.toLowerCase()) : value;
}

/** What JavaScript does not read: `nan`, `inf`, missing words, Fortran's exponents, decimal commas. */
function toUnusualNumber(text: string): Cell {
  if (missingWord.test(text)) return null;
  if (text.endsWith('nan')) return NaN;
  if (wordText.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return Number(text.replace('d', 'e').replace(',', '.'));
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
