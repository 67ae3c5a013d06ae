import type { StorageBackend } from '../../../src/storage/backend';
import { StorageError } from '../../../src/storage/errors';

/** When a call fails: before anything was done, or when it was done but nobody learns of it; `undefined`: not at all. */
export type Failure = 'before' | 'after' | undefined;

const methods: ReadonlySet<unknown> = new Set<keyof StorageBackend>([
  'save',
  'load',
  'header',
  'headers',
  'list',
  'rename',
  'delete',
  'clear',
  'info',
]);

/** A sound backend behind a bad connection: before every call `shake` is asked whether that one fails. */
export function shakyBackend(backend: StorageBackend, shake: () => Failure): StorageBackend {
  return new Proxy(backend, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const method = value.bind(target) as (...args: readonly unknown[]) => unknown;
      if (!methods.has(name)) return method;
      return async (...args: readonly unknown[]) => {
        const failure = shake();
        if (failure === 'before') throw new StorageError('unavailable', 'The line is dead.');
        const result = await method(...args);
        if (failure === 'after') throw new StorageError('unavailable', 'The line went dead.');
        return result;
      };
    },
  });
}
