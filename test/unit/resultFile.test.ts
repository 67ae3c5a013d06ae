import assert from 'node:assert/strict';
import { decodeResult, encodeResult, readHead, verifyArtifact } from '../../src/core/resultFile';
import type { ByteSource } from '../../src/core/resultFile';
import { aResult, aStamp, anArtifact } from './support/results';

const origin = { modifiedAt: '2026-03-04T05:06:07.890Z' };

/** Counts what is read of the bytes. */
function aSource(bytes: Uint8Array): ByteSource & { readonly reads: number[] } {
  const reads: number[] = [];
  return {
    size: bytes.length,
    reads,
    read: async (start, length) => {
      assert.ok(start >= 0 && start + length <= bytes.length, 'reads within the file');
      reads.push(length);
      return bytes.slice(start, start + length);
    },
  };
}

describe('result file', () => {
  for (const rows of [0, 1, 3, 1000]) {
    it(`gives back a result of ${rows} rows and its head`, async () => {
      const result = aResult({ rows });
      const encoded = await encodeResult(result, aStamp());
      const decoded = await decodeResult(encoded.bytes, origin);
      assert.deepEqual(decoded.result, result);
      assert.deepEqual(decoded.head, encoded.head);
    });
  }

  it('reads the head from the end of the file and the header of its batch alone', async () => {
    const { bytes, head } = await anArtifact({ rows: 10_000 });
    const source = aSource(bytes);
    assert.deepEqual(await readHead(source, origin), head);
    assert.equal(source.reads.length, 2);
    assert.equal(source.reads[0], 8192);
  });

  it('reads a footer that is longer than the first guess', async () => {
    const metadata = { notes: 'n'.repeat(20_000) };
    const { bytes, head } = await anArtifact({ metadata });
    assert.deepEqual(await readHead(aSource(bytes), origin), head);
  });

  it('verifies sound bytes and leaves them as they were', async () => {
    const { bytes } = await anArtifact();
    const before = bytes.slice();
    await verifyArtifact(bytes);
    assert.deepEqual(bytes, before);
  });
});
