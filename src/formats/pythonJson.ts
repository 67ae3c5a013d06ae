import type { Json, JsonObject } from '../core/json';

/** A value of Python's `json.dumps`: numbers may be NaN or infinite, integers too large for a double are bigint. */
export type PythonJson =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly PythonJson[]
  | { readonly [key: string]: PythonJson };

/**
 * Strings and numbers are matched whole, so that what is inside them is left alone. One that does not end is matched to
 * the end of the text, instead of looked for again from each of its quotes.
 */
const token = /"(?:[^"\\]|\\[^])*(?:"|\\?$)|-?Infinity|NaN|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** Begins a string that stands for a value JSON lacks; no tool writes strings that begin so. */
const mark = '\u0000python:';

const [quote, backslash] = [34, 92];
const [openBracket, closeBracket, openBrace, closeBrace] = [91, 93, 123, 125];
/** No tool nests deeper, and what goes through a value by recursion must end well before the stack does. */
const maxDepth = 100;

/** What strict JSON lacks or a double does not hold. In a string it does no harm: the text is read with more care than it needs. */
const unusual = /NaN|Infinity|(?<![\d.])\d{16,}(?![\d.eE])/;

/**
 * Reads JSON as Python writes it: bare `NaN`, `Infinity`, `-Infinity`, and integers of any size kept exactly.
 * @throws {SyntaxError} also when it is nested more than 100 deep.
 */
export function parsePythonJson(text: string): PythonJson {
  if (isTooDeep(text)) throw new SyntaxError(`it is nested more than ${maxDepth} deep`);
  if (!unusual.test(text)) return JSON.parse(text) as PythonJson;
  const standard = text.replace(token, found => {
    const isStandard = /^"|[.eE]/.test(found) || Number.isSafeInteger(Number(found));
    return isStandard ? found : JSON.stringify(mark + found);
  });
  return JSON.parse(standard, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? unmark(value.slice(mark.length)) : value,
  ) as PythonJson;
}

/** The same as strict JSON: NaN, infinities and large integers become text. */
export function toStrictJson(value: PythonJson): Json {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === null || typeof value !== 'object') return value;
  if (isArray(value)) return value.map(toStrictJson);
  const entries = Object.entries(value).map(([key, item]) => [key, toStrictJson(item)] as const);
  return Object.fromEntries(entries) satisfies JsonObject;
}

/** Narrows readonly arrays, which `Array.isArray` does not. */
export function isArray(value: PythonJson): value is readonly PythonJson[] {
  return Array.isArray(value);
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length && depth <= maxDepth; at++) {
    const character = text.charCodeAt(at);
    if (character === quote) isString = !isString;
    else if (isString) at += character === backslash ? 1 : 0;
    else if (character === openBracket || character === openBrace) depth++;
    else if (character === closeBracket || character === closeBrace) depth--;
  }
  return depth > maxDepth;
}

function unmark(found: string): number | bigint {
  return /\d$/.test(found) ? BigInt(found) : Number(found);
}
