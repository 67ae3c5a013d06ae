import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ResultError } from '../../src/core/errors';
import { decodeResult, readHead, verifyArtifact } from '../../src/core/resultFile';
import { aByteSource } from './support/byteSource';
import { Random } from './support/random';
import { anArtifact } from './support/results';

const origin = { modifiedAt: '2026-03-04T05:06:07.890Z' };
const fixtures = join(import.meta.dirname, '../fixtures/arrow');

async function outcome(bytes: Uint8Array): Promise<string> {
  try {
    await decodeResult(bytes, origin);
    return 'read';
  } catch (error) {
    if (error instanceof ResultError) return error.code;
    throw error;
  }
}

/** One to three changed bytes, half of them near the end, where the footer is. */
function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = bytes.slice();
  for (let count = 1 + random.below(3); count > 0; count--) {
    const near = random.below(2) === 0 ? 2500 : bytes.length;
    const at = bytes.length - 1 - random.below(Math.min(near, bytes.length));
    copy[at] =
      (copy[at] as number) ^ (random.below(2) === 0 ? 1 << random.below(8) : 1 + random.below(255));
  }
  return copy;
}

describe('damaged result files', () => {
  it('are refused at every length they may be cut off at', async () => {
    const { bytes } = await anArtifact();
    for (let length = 0; length < bytes.length; length++) {
      assert.equal(await outcome(bytes.subarray(0, length)), 'damaged', `${length} bytes`);
    }
  });

  it('are refused whichever bit flips', async () => {
    const { bytes } = await anArtifact();
    const random = new Random(1);
    const at = [...Array<undefined>(16)].map((_, index) => index);
    while (at.length < 3000) at.push(random.below(bytes.length));
    for (const place of at) {
      const copy = bytes.slice();
      copy[place] = (copy[place] as number) ^ (1 << random.below(8));
      assert.equal(await outcome(copy), 'damaged', `byte ${place}`);
    }
  });

  it('are refused when a stretch of them was never written', async () => {
    const { bytes } = await anArtifact({ rows: 200 });
    for (let start = 0; start < bytes.length; start += 512) {
      const copy = bytes.slice();
      copy.fill(0, start, start + 512);
      // Some columns hold nothing but zeros.
      const expected = Buffer.compare(copy, bytes) === 0 ? 'read' : 'damaged';
      assert.equal(await outcome(copy), expected, `from ${start}`);
    }
  });

  it('give their heads, or a reason why not, whichever bit of the footer flips', async () => {
    const { bytes } = await anArtifact();
    const random = new Random(2);
    for (let count = 0; count < 1000; count++) {
      try {
        await readHead(aByteSource(mutated(bytes, random)), origin);
      } catch (error) {
        assert.ok(error instanceof ResultError, String(error));
      }
    }
  });

  for (const name of ['polars-uncompressed', 'polars-lz4', 'polars-zstd', 'pandas-default']) {
    it(`end in a ResultError or a result when another program wrote them (${name})`, async () => {
      const bytes = new Uint8Array(readFileSync(join(fixtures, `${name}.arrow`)));
      const random = new Random(3);
      for (let count = 0; count < 300; count++) await outcome(mutated(bytes, random));
      for (let length = 0; length < bytes.length; length += 37) {
        assert.equal(await outcome(bytes.subarray(0, length)), 'damaged', `${length} bytes`);
      }
    });
  }

  it('are not taken for empty tables when they are empty or hold zeros only', async () => {
    assert.equal(await outcome(new Uint8Array(0)), 'damaged');
    assert.equal(await outcome(new Uint8Array(4096)), 'damaged');
  });

  it('fail verification', async () => {
    const { bytes } = await anArtifact();
    const copy = bytes.slice();
    copy[1000] = (copy[1000] as number) ^ 1;
    await assert.rejects(verifyArtifact(copy), { code: 'damaged', message: /checksum/ });
  });
});

describe('files of other kinds', () => {
  const kinds: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['Feather V1', Buffer.from('FEA1....................FEA1'), /Feather V1/],
    ['Parquet', Buffer.from('PAR1....................PAR1'), /Parquet/],
    ['an Arrow stream', Uint8Array.of(255, 255, 255, 255, 16, 0, 0, 0, 1, 2, 3, 4), /Arrow stream/],
    ['text', Buffer.from('x1,f1\n1,2\n'), /not an Arrow file/],
  ];
  for (const [kind, bytes, message] of kinds) {
    it(`are told apart: ${kind}`, async () => {
      await assert.rejects(decodeResult(bytes, origin), { code: 'unsupported', message });
      await assert.rejects(readHead(aByteSource(bytes), origin), { code: 'unsupported', message });
    });
  }
});
