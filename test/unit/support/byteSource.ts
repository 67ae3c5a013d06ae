import assert from 'node:assert/strict';
import type { ByteSource } from '../../../src/core/resultFile';

/** Bytes to be read in pieces; notes how long each piece was. */
export function aByteSource(bytes: Uint8Array): ByteSource & { readonly reads: readonly number[] } {
  const reads: number[] = [];
  return {
    size: bytes.length,
    reads,
    read: (start, length) => {
      assert.ok(start >= 0 && length >= 0 && start + length <= bytes.length, 'reads past the end');
      reads.push(length);
      return Promise.resolve(bytes.slice(start, start + length));
    },
  };
}
