import assert from 'node:assert/strict';
import { decodeLz4Frame } from '../../src/core/arrow/lz4Frame';
import { Random } from './support/random';

const magic = [0x04, 0x22, 0x4d, 0x18];
const endMark = [0, 0, 0, 0];

/** A frame of independent blocks without checksums; the header's own checksum is not looked at. */
function frame(...blocks: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from([...magic, 0x60, 0x40, 0, ...blocks.flat(), ...endMark]);
}

function block(bytes: readonly number[], isStored = false): readonly number[] {
  const size = bytes.length;
  return [size & 255, (size >> 8) & 255, (size >> 16) & 255, isStored ? 0x80 : 0, ...bytes];
}

const ascii = (text: string): readonly number[] => [...Buffer.from(text)];
const unpacked = (packed: Uint8Array, length: number): string =>
  Buffer.from(decodeLz4Frame(packed, length)).toString('latin1');

describe('decodeLz4Frame', () => {
  it('reads literals, and matches that overlap what they write', () => {
    // "ab", then 10 bytes from 2 bytes back, then "!" as the last literals.
    const packed = frame(block([0x26, ...ascii('ab'), 2, 0, 0x10, ...ascii('!')]));
    assert.equal(unpacked(packed, 13), 'abababababab!');
  });

  it('reads lengths of more than one byte', () => {
    // 1 literal and a match of 4 + 15 + 255 + 3 bytes, then 17 literals.
    const packed = frame(
      block([0x1f, ...ascii('x'), 1, 0, 255, 3, 0xf0, 2, ...ascii('seventeen letters')]),
    );
    assert.equal(unpacked(packed, 295), `${'x'.repeat(278)}seventeen letters`);
  });

  it('reads stored blocks, several blocks, matches across them, and several frames', () => {
    const blocks = [block(ascii('abcd'), true), block([0x00, 4, 0, 0x10, ...ascii('e')])];
    const packed = Uint8Array.from([...frame(...blocks), ...frame(block(ascii('f'), true))]);
    assert.equal(unpacked(packed, 10), 'abcdabcdef');
  });

  it('passes over a content size, checksums and skippable frames', () => {
    const skippable = [0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9];
    const flags = 0x40 | 0x10 | 0x08 | 0x04;
    const header = [...magic, flags, 0x40, 1, 0, 0, 0, 0, 0, 0, 0, 0];
    const packed = [
      ...skippable,
      ...header,
      ...block([0x10, 120]),
      1,
      2,
      3,
      4,
      ...endMark,
      5,
      6,
      7,
      8,
    ];
    assert.equal(unpacked(Uint8Array.from(packed), 1), 'x');
  });

  const sound = frame(block([0x26, ...ascii('ab'), 2, 0, 0x10, ...ascii('!')]));

  it('refuses another length than announced', () => {
    for (const length of [0, 12, 14, 1000]) {
      assert.throws(() => decodeLz4Frame(sound, length), { code: 'damaged' });
    }
  });

  it('refuses every truncation', () => {
    for (let length = 0; length < sound.length; length++) {
      assert.throws(() => decodeLz4Frame(sound.subarray(0, length), 13), { code: 'damaged' });
    }
  });

  it('refuses a match from before the beginning', () => {
    assert.throws(() => decodeLz4Frame(frame(block([0x10, 97, 2, 0, 0])), 5), { code: 'damaged' });
    assert.throws(() => decodeLz4Frame(frame(block([0x10, 97, 0, 0, 0])), 5), { code: 'damaged' });
  });

  it('ends in an error or in bytes of the announced length whatever it is given', () => {
    const random = new Random(5);
    for (let round = 0; round < 3000; round++) {
      const packed = sound.slice();
      packed[random.below(packed.length)] = random.below(256);
      try {
        assert.equal(decodeLz4Frame(packed, 13).length, 13);
      } catch (error) {
        assert.equal((error as { code?: unknown }).code, 'damaged');
      }
    }
  });
});
