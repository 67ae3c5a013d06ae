import assert from 'node:assert/strict';
import * as zlib from 'node:zlib';
import { decodeZstd } from '../../src/core/arrow/zstd';
import { Random } from './support/random';

/** A frame with a single segment and a content size of one byte, then its blocks. */
function frame(size: number, ...blocks: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, size, ...blocks.flat()]);
}

type Compress = (bytes: Uint8Array, options?: { readonly params: object }) => Uint8Array;

/** Node.js has had it since 22.15. */
const compress = (zlib as { readonly zstdCompressSync?: Compress }).zstdCompressSync;

const stored = (text: string, isLast: boolean): readonly number[] => [
  (text.length << 3) | (isLast ? 1 : 0),
  0,
  0,
  ...Buffer.from(text),
];
const repeated = (count: number, isLast: boolean): readonly number[] => [
  ((count << 3) & 255) | 2 | (isLast ? 1 : 0),
  count >> 5,
  0,
  120,
];

describe('decodeZstd', () => {
  const sound = frame(63, stored('abc', false), repeated(60, true));

  it('reads a frame into exactly the announced length', () => {
    assert.equal(Buffer.from(decodeZstd(sound, 63)).toString(), `abc${'x'.repeat(60)}`);
  });

  it('refuses another length than the frame has', () => {
    assert.throws(() => decodeZstd(sound, 62), { code: 'damaged', message: /63 bytes where 62/ });
  });

  it('refuses to make room for more than its blocks can hold', () => {
    // Without a content size: the length is what the Arrow file says.
    const unsized = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0, ...repeated(60, true)]);
    assert.throws(() => decodeZstd(unsized, 2 ** 30), { code: 'damaged' });
  });

  it('refuses truncations, other bytes behind the frame and other formats', () => {
    for (let length = 0; length < sound.length; length++) {
      assert.throws(() => decodeZstd(sound.subarray(0, length), 63), { code: 'damaged' });
    }
    assert.throws(() => decodeZstd(Uint8Array.of(...sound, 0), 63), { code: 'damaged' });
    assert.throws(() => decodeZstd(new Uint8Array(63), 63), { code: 'damaged' });
  });

  it('says that it has no dictionaries', () => {
    const packed = sound.slice();
    packed[4] = 0x21;
    assert.throws(() => decodeZstd(packed, 63), { code: 'unsupported', message: /dictionary/ });
  });

  it('refuses a frame that stands for less than the Arrow file says', () => {
    const unsized = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0, ...stored('abc', true)]);
    assert.equal(Buffer.from(decodeZstd(unsized, 3)).toString(), 'abc');
    assert.throws(() => decodeZstd(unsized, 4), { code: 'damaged' });
    assert.throws(() => decodeZstd(unsized, 2), { code: 'damaged' });
  });

  it('ends soon on a damaged frame on which libraries count to billions', () => {
    const packed = Buffer.from('28b52ffd6088124500000800f00084d30b21', 'hex');
    assert.throws(() => decodeZstd(packed, 5000), { code: 'damaged' });
  });

  it('unpacks what other programs pack, of every kind of content and at every level', function () {
    if (compress === undefined) {
      console.log(`      Node.js ${process.version} packs no ZSTD`);
      this.skip();
    }
    const random = new Random(5);
    const level = (zlib.constants as Readonly<Record<string, number>>)['ZSTD_c_compressionLevel'];
    for (const bytes of contents(random)) {
      for (const value of [-5, 3, 19]) {
        const packed = compress(bytes, { params: { [String(level)]: value } });
        assert.deepEqual(Buffer.from(decodeZstd(packed, bytes.length)), bytes, `level ${value}`);
      }
    }
  });
});

/** What has few symbols and many, repeats near and far, and takes several blocks. */
function contents(random: Random): readonly Buffer[] {
  const words = ['COMPLETE', 'trial', 'x1', ' ', '0.25', '\n'];
  const noise = (length: number, limit: number): Buffer =>
    Buffer.from(Array.from({ length }, () => random.below(limit)));
  const numbers = Float64Array.from({ length: 20_000 }, () => random.below(1000) / 8);
  const far = noise(50_000, 256);
  return [
    Buffer.from(Array.from({ length: 60_000 }, () => random.pick(words)).join('')),
    Buffer.from(numbers.buffer),
    noise(300_000, 5),
    noise(400, 256),
    Buffer.concat([far, Buffer.alloc(200_000), far]),
    Buffer.from('x'),
    Buffer.alloc(0),
  ];
}
