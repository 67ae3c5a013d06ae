import type { Cell } from '../core/column';
import { isArray } from './pythonJson';
import type { PythonJson } from './pythonJson';

/** Items of longer lists are no columns of their own: the list stays one text. */
const longestList = 64;

/**
 * The scalars in a value, each under the path that leads to it: `{a: {b: 1}, c: [2, 3]}` is `a/b` 1, `c[0]` 2, `c[1]` 3.
 * Lists of more than 64 items, and empty ones, stay one text of JSON.
 * @param separator put between the names of nested objects.
 */
export function flattenJson(value: PythonJson, separator = '/', path = ''): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  collect(value, path);
  return cells;

  function collect(inner: PythonJson, at: string): void {
    if (inner === null || typeof inner !== 'object') cells.set(at, inner);
    else if (!isArray(inner)) {
      for (const [key, item] of Object.entries(inner)) {
        collect(item, at === '' ? key : `${at}${separator}${key}`);
      }
    } else if (inner.length > 0 && inner.length <= longestList) {
      inner.forEach((item, index) => collect(item, `${at}[${index}]`));
    } else cells.set(at, stringify(inner));
  }
}

/** A value as text: strict JSON but for NaN, infinities and large integers, which stay as they are. */
export function stringify(value: PythonJson): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (isArray(value)) return `[${value.map(stringify).join(',')}]`;
  const fields = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}:${stringify(item)}`,
  );
  return `{${fields.join(',')}}`;
}
