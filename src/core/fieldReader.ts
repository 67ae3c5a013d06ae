import { invalidPart } from './invalidPart';
import type { Path } from './invalidPart';
import { isPlainObject, readJson } from './json';

/** Takes the fields of one untrusted object apart; every fault names its path. */
export class FieldReader {
  private readonly fields: Readonly<Record<string, unknown>>;

  /** @throws {ResultError} `invalid` when `value` is not an object. */
  constructor(
    value: unknown,
    private readonly path: Path,
  ) {
    if (!isPlainObject(value)) throw invalidPart({ path, expected: 'an object', found: value });
    this.fields = value;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.fields, key);
  }

  get(key: string): unknown {
    return this.has(key) ? this.fields[key] : undefined;
  }

  at(key: string): Path {
    return [...this.path, key];
  }

  /** Text, checked by `accepts` when given; `expected` says in words what is accepted. */
  text(key: string, expected = 'a text', accepts: (text: string) => boolean = () => true): string {
    const found = this.get(key);
    if (typeof found !== 'string' || !accepts(found)) {
      throw invalidPart({ path: this.at(key), expected, found });
    }
    readJson(found, this.at(key));
    return found;
  }

  name(key: string): string {
    return this.text(key, 'a text that is not empty', text => text !== '');
  }

  number(key: string): number {
    const found = this.get(key);
    if (typeof found !== 'number' || !Number.isFinite(found)) {
      throw invalidPart({ path: this.at(key), expected: 'a finite number', found });
    }
    return found === 0 ? 0 : found;
  }

  flag(key: string): boolean {
    const found = this.get(key);
    if (typeof found !== 'boolean') {
      throw invalidPart({ path: this.at(key), expected: 'true or false', found });
    }
    return found;
  }

  oneOf<T extends string>(key: string, allowed: readonly T[]): T {
    const found = this.get(key);
    const match = allowed.find(word => word === found);
    if (match === undefined) {
      const words = allowed.map(word => JSON.stringify(word)).join(', ');
      throw invalidPart({ path: this.at(key), expected: `one of ${words}`, found });
    }
    return match;
  }

  list<T>(key: string, readItem: (item: unknown, path: Path) => T): readonly T[] {
    const found = this.get(key);
    if (!Array.isArray(found)) {
      throw invalidPart({ path: this.at(key), expected: 'a list', found });
    }
    return Object.freeze(
      Array.from(found, (item, index) => readItem(item, [...this.at(key), index])),
    );
  }

  /** Refuses fields that nobody would ever read, which are misspelt more often than meant. */
  allow(keys: readonly string[]): void {
    const stranger = Object.keys(this.fields).find(key => !keys.includes(key));
    if (stranger !== undefined) {
      throw invalidPart({
        path: this.at(stranger),
        expected: `left out, as the fields here are ${keys.join(', ')}`,
        found: this.fields[stranger],
      });
    }
  }
}
