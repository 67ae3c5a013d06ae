import assert from 'node:assert/strict';
import { ResultError } from '../../src/core/errors';
import type { OptimizationResult } from '../../src/core/result';
import { decodeResult, encodeResult, readHead, verifyArtifact } from '../../src/core/resultFile';
import { exactly } from './support/bits';
import { aByteSource } from './support/byteSource';
import { categorical, float64 } from './support/columns';
import { extremeColumns } from './support/extremes';
import { aResult, aStamp, anArtifact } from './support/results';

const origin = { modifiedAt: '2026-03-04T05:06:07.890Z' };

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

  it('keeps every bit of floats, integers, texts, categories, flags and nulls', async () => {
    const result = aResult({ columns: extremeColumns() });
    const { bytes } = await encodeResult(result, aStamp());
    assert.deepEqual(exactly((await decodeResult(bytes, origin)).result), exactly(result));
  });

  it('keeps categories that no row has', async () => {
    const column = { ...categorical('kind', ['b', 'a']), values: new Int32Array(0) };
    const { bytes } = await anArtifact({ columns: [column] });
    const [decoded] = (await decodeResult(bytes, origin)).result.columns;
    assert.deepEqual(decoded?.type === 'categorical' && decoded.categories, ['b', 'a']);
  });

  it('keeps metadata with any keys, and result sets', async () => {
    const metadata: unknown = JSON.parse('{"__proto__": {"a": [1, null]}, "ü": "🙂", "": 0.1}');
    const result = aResult({
      metadata: metadata as OptimizationResult['metadata'],
      resultSets: [{ name: 'front', rows: [0, 2], operations: ['pick()'] }],
    });
    const { bytes } = await encodeResult(result, aStamp());
    const decoded = (await decodeResult(bytes, origin)).result;
    assert.equal(JSON.stringify(decoded.metadata), JSON.stringify(metadata));
    assert.deepEqual(decoded.resultSets, result.resultSets);
  });

  it('writes the same bytes for the same result and stamp', async () => {
    const result = aResult();
    const stamp = aStamp();
    const first = await encodeResult(result, stamp);
    const again = await encodeResult((await decodeResult(first.bytes, origin)).result, stamp);
    assert.deepEqual(again.bytes, first.bytes);
  });

  it('decodes numbers as views of the bytes it was given', async () => {
    const { bytes } = await anArtifact({ columns: [float64('f', [1, 2, 3])] });
    const [column] = (await decodeResult(bytes, origin)).result.columns;
    assert.ok(column?.values instanceof Float64Array);
    assert.equal(column.values.buffer, bytes.buffer);
  });

  it('reads bytes that start anywhere in their buffer', async () => {
    const { bytes, head } = await anArtifact();
    const shifted = new Uint8Array(bytes.length + 3).subarray(3);
    shifted.set(bytes);
    assert.deepEqual((await decodeResult(shifted, origin)).head, head);
  });

  it('verifies sound bytes and leaves them as they were', async () => {
    const { bytes } = await anArtifact();
    const before = bytes.slice();
    await verifyArtifact(bytes);
    assert.deepEqual(bytes, before);
  });

  it('refuses a stamp whose time cannot be compared as text', async () => {
    await assert.rejects(
      encodeResult(aResult(), aStamp({ updatedAt: '2026-01-01' })),
      (error: unknown) => error instanceof ResultError && error.code === 'invalid',
    );
  });
});

describe('readHead', () => {
  it('reads the end of the file and the header of its batch alone', async () => {
    const { bytes, head } = await anArtifact({ rows: 10_000 });
    const source = aByteSource(bytes);
    assert.deepEqual(await readHead(source, origin), head);
    assert.equal(source.reads.length, 2);
    assert.equal(source.reads[0], 8192);
  });

  it('reads a footer that is longer than the first guess', async () => {
    const metadata = { notes: 'n'.repeat(20_000) };
    const { bytes, head } = await anArtifact({ metadata });
    assert.deepEqual(await readHead(aByteSource(bytes), origin), head);
  });

  it('reads all of a file of another program, and says what decoding says', async () => {
    const { bytes } = await anArtifact();
    const foreign = asForeign(bytes);
    const source = aByteSource(foreign);
    const head = await readHead(source, origin);
    assert.equal(Math.max(...source.reads), foreign.length);
    assert.deepEqual(head, (await decodeResult(foreign, origin)).head);
  });
});

/** The bytes with our key, and that of our hash, misspelt in both copies of the schema and in the fields. */
function asForeign(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  return Buffer.from(
    text.replaceAll('optiscope', 'xptiscopx').replaceAll('"sha256"', '"xha256"'),
    'latin1',
  );
}
