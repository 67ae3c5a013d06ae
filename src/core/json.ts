import { invalidPart } from './invalidPart';
import type { Path } from './invalidPart';

/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Fields that are undefined count as absent, so that objects with optional fields are JSON too. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

// Deeper nesting is a mistake or an attack; recursion must end well before the stack does.
const maxDepth = 200;

/**
 * A frozen copy of `value`, if JSON can hold it without loss.
 * @throws {ResultError} `invalid` with the path of the first thing that JSON would drop or change: NaN, undefined,
 * a Date, half of a surrogate pair, …
 */
export function readJson(value: unknown, path: Path): Json {
  if (path.length > maxDepth) {
    throw invalidPart({ path, expected: `nested at most ${maxDepth} deep`, found: value });
  }
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      if (!value.isWellFormed()) {
        throw invalidPart({
          path,
          expected: 'text without halves of surrogate pairs',
          found: value,
        });
      }
      return value;
    case 'number':
      if (!Number.isFinite(value)) {
        throw invalidPart({
          path,
          expected: 'a finite number, as JSON has no others',
          found: value,
        });
      }
      // JSON text has no -0: what is kept must equal what is read back.
      return value === 0 ? 0 : value;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) {
        return Object.freeze(Array.from(value, (item, index) => readJson(item, [...path, index])));
      }
      return readJsonObject(value, path);
    default:
      throw invalidPart({ path, expected: 'a value that JSON can hold', found: value });
  }
}

/**
 * A frozen copy of `value`, which must be an object that JSON can hold without loss.
 * @throws {ResultError} `invalid` with the path of the fault.
 */
export function readJsonObject(value: unknown, path: Path): JsonObject {
  if (!isPlainObject(value)) throw invalidPart({ path, expected: 'an object', found: value });
  // fromEntries defines properties, so that a key "__proto__" stays an ordinary key.
  return Object.freeze(
    Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        readJson(key, [...path, key]);
        return [key, readJson(item, [...path, key])];
      }),
    ),
  );
}

/** Whether `value` is an object as `JSON.parse` makes them; not a list, a Date, a Map, … */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects of another realm (a webview message, a vm) have another Object.prototype, which itself has none.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
