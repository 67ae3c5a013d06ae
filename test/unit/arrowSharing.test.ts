import assert from 'node:assert/strict';
import { Float64, Null, Table, tableToIPC, vectorFromArray } from 'apache-arrow';
import { decodeResult } from '../../src/core/resultFile';
import { arrowFile, vectorOf } from './support/arrowFiles';

const origin = { modifiedAt: '2026-03-04T05:06:07.890Z' };

/** Replaces the last stretch of bytes that says these 64-bit numbers. */
function replaceNumbers(
  bytes: Uint8Array,
  numbers: readonly number[],
  others: readonly number[],
): void {
  const encode = (list: readonly number[]) => Buffer.from(BigInt64Array.from(list, BigInt).buffer);
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf(
    encode(numbers),
  );
  assert.ok(at > 0, `${numbers.join()} is not in the file`);
  bytes.set(encode(others), at);
}

describe('Arrow files whose parts share bytes, so that memory would not be bounded by their size', () => {
  it('are refused when columns share theirs', async () => {
    const columns = ['a', 'b'].map(name => {
      const values = Float64Array.from({ length: 60 }, (_, index) => index);
      return { name, vector: vectorOf(new Float64(), values, 60) };
    });
    const bytes = arrowFile(columns);
    assert.equal((await decodeResult(bytes, origin)).result.rowCount, 60);
    // The place and length of the second column, in the body of the record batch.
    replaceNumbers(bytes, [480, 480], [0, 960]);
    await assert.rejects(decodeResult(bytes, origin), { code: 'damaged', message: /share/ });
  });

  it('are refused when the footer names the same record batch again', async () => {
    const batches = [200, 1].map(
      length =>
        new Table({
          a: vectorFromArray(
            Array.from({ length }, (_, row) => row),
            new Float64(),
          ),
        }),
    );
    const [large, small] = batches as [Table, Table];
    const bytes = tableToIPC(large.concat(small), 'file').slice();
    assert.equal((await decodeResult(bytes, origin)).result.rowCount, 201);
    const tail = new DataView(bytes.buffer, bytes.length - 10);
    const footer = bytes.subarray(bytes.length - 10 - tail.getInt32(0, true), bytes.length - 10);
    const blocks = placesOfBlocks(footer);
    footer.copyWithin(blocks[1] as number, blocks[0] as number, (blocks[0] as number) + 24);
    await assert.rejects(decodeResult(bytes, origin), { code: 'damaged', message: /same places/ });
  });

  it('are refused when columns without bytes have many rows together', async () => {
    const length = 2 ** 23;
    const columns = ['a', 'b', 'c'].map(name => ({
      name,
      vector: vectorOf(new Null(), new Uint8Array(), length),
    }));
    const isRefused = { code: 'unsupported', message: /without any values/ };
    await assert.rejects(decodeResult(arrowFile(columns), origin), isRefused);
  });
});

/** Where the two record batches stand in the footer: 24 bytes each, one behind the other, the first at byte 8 or later of the file. */
function placesOfBlocks(footer: Uint8Array): readonly number[] {
  const view = new DataView(footer.buffer, footer.byteOffset, footer.byteLength);
  for (let at = 0; at + 48 <= footer.length; at += 4) {
    const [first, second] = [at, at + 24].map(start => ({
      offset: Number(view.getBigInt64(start, true)),
      header: view.getInt32(start + 8, true),
      body: Number(view.getBigInt64(start + 16, true)),
    }));
    const end = first && first.offset + first.header + first.body;
    if (first && second && first.offset >= 8 && first.header > 8 && end === second.offset) {
      return [at, at + 24];
    }
    if (first && second && second.offset >= 8 && second.header > 8) {
      if (second.offset + second.header + second.body === first.offset) return [at + 24, at];
    }
  }
  throw new Error('The footer has no two blocks.');
}
