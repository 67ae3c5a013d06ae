import { StorageError } from './errors';

const maxKeyBytes = 512;
// Words of ASCII letters, digits, "_" and "-" with one blank, "." or "/" between them: nearly all keys, known to be
// good after one look instead of eight.
const plainKey = /^[\w-]+(?:[ ./][\w-]+)*$/;

/** Returns why `key` cannot be a key, in words that follow "The key …", or `undefined` when it can. */
export function keyFault(key: string): string | undefined {
  if (key.length <= maxKeyBytes && plainKey.test(key)) return undefined;
  if (key === '') return 'is empty';
  if (!key.isWellFormed()) return 'contains half of a surrogate pair';
  if (/[\u0000-\u001f\u007f-\u009f]/.test(key)) return 'contains a control character';
  // A code unit makes three bytes at most; most keys of a long listing need not be encoded to be measured.
  const bytes = key.length * 3 > maxKeyBytes ? new TextEncoder().encode(key).length : 0;
  if (bytes > maxKeyBytes) return `has ${bytes} UTF-8 bytes; ${maxKeyBytes} are allowed`;
  if (key.startsWith('/') || key.endsWith('/')) return 'starts or ends with "/"';
  if (key !== key.trim()) return 'starts or ends with a blank';
  for (const segment of key.split('/')) {
    if (segment === '') return 'contains "//"';
    if (segment === '.' || segment === '..') return `contains the segment "${segment}"`;
  }
  return undefined;
}

/**
 * Keys are 1–512 UTF-8 bytes, case-sensitive and not normalised; "/" makes folders.
 * @throws {StorageError} `invalid-key` that says what is wrong.
 */
export function checkKey(key: string): void {
  const fault = keyFault(key);
  if (fault !== undefined) {
    throw new StorageError(
      'invalid-key',
      `The key ${JSON.stringify(key)} ${fault}. Use names separated by single "/", without blanks at the ends.`,
    );
  }
}
