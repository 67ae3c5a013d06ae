import assert from 'node:assert/strict';
import { decodeZstd } from '../../src/core/arrow/zstd';

/** A frame with a single segment and a content size of one byte, then its blocks. */
function frame(size: number, ...blocks: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, size, ...blocks.flat()]);
}

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
});
