import type { JsonObject } from '../core/json';
import { isArray, toStrictJson } from './pythonJson';
import type { PythonJson } from './pythonJson';

/** A value read from JSON, or none. */
type Maybe = PythonJson | undefined;

/** The value of an object's own field, down a path of names; `undefined` where something is no object or lacks the field. */
export function fieldOf(value: Maybe, ...path: readonly string[]): Maybe {
  let inner = value;
  for (const name of path) {
    if (!isObject(inner) || !Object.hasOwn(inner, name)) return undefined;
    inner = inner[name];
  }
  return inner;
}

/** Likewise, when it is a text. */
export function textOf(value: Maybe, ...path: readonly string[]): string | undefined {
  const found = fieldOf(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** Likewise, when it is a number, which may be NaN or infinite; integers too large for a double are rounded. */
export function numberOf(value: Maybe, ...path: readonly string[]): number | undefined {
  const found = fieldOf(value, ...path);
  return typeof found === 'number' || typeof found === 'bigint' ? Number(found) : undefined;
}

/** The items of a list down a path of names; none where there is no list. */
export function itemsOf(value: Maybe, ...path: readonly string[]): readonly PythonJson[] {
  const found = fieldOf(value, ...path);
  return found !== undefined && isArray(found) ? found : [];
}

/** The fields of an object down a path of names, in file order but for those that read like indices, which come first. */
export function entriesOf(
  value: Maybe,
  ...path: readonly string[]
): readonly (readonly [string, PythonJson])[] {
  const found = fieldOf(value, ...path);
  return isObject(found) ? Object.entries(found) : [];
}

/** Whether the value is an object, not a list. */
export function isObject(value: Maybe): value is { readonly [key: string]: PythonJson } {
  return value !== undefined && value !== null && typeof value === 'object' && !isArray(value);
}

/** An object with the value as its only field, to be spread into metadata; empty when there is none. */
export function withJson(name: string, value: Maybe): JsonObject {
  return value === undefined || value === null ? {} : { [name]: toStrictJson(value) };
}
