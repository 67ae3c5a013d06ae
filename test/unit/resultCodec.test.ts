import assert from 'node:assert/strict';
import type { OptimizationResult } from '../../src/core/result';
import { webCryptoSha256 } from '../../src/core/sha256';
import type { Entry } from '../../src/storage/backend';
import { ResultCodec } from '../../src/storage/resultCodec';
import { exactValues } from './support/bits';
import { categorical, float64, text } from './support/columns';
import { anEntry, aResult } from './support/results';

/** A codec, and how often it has computed a hash. */
function countingCodec() {
  const hashed = { times: 0 };
  const codec = new ResultCodec({
    clock: () => 0,
    sha256: bytes => {
      hashed.times++;
      return webCryptoSha256(bytes);
    },
  });
  return { codec, hashed };
}

const numbers = (rows: number): OptimizationResult =>
  aResult({
    columns: [
      float64(
        'x',
        Array.from({ length: rows }, (_, row) => row / 3),
      ),
    ],
  });

const texts = (rows: number): OptimizationResult =>
  aResult({
    columns: [
      text(
        'x',
        Array.from({ length: rows }, (_, row) => `text ${row}`),
      ),
    ],
  });

/** The same content as a disk would give it: in bytes of its own. */
function readAgain({ header, bytes }: Entry): Entry {
  return { header, bytes: bytes.slice() };
}

describe('ResultCodec', () => {
  it('verifies and decodes the same bytes once', async () => {
    const { codec, hashed } = countingCodec();
    const entry = await anEntry('a', { columns: numbers(1000).columns });
    const first = await codec.decode(entry, 'here');
    assert.equal(await codec.decode(entry, 'here'), first);
    assert.equal(hashed.times, 1);
  });

  it('verifies equal bytes again when they were read again', async () => {
    const { codec, hashed } = countingCodec();
    const entry = await anEntry('a', { columns: numbers(1000).columns });
    await codec.decode(entry, 'here');
    await codec.decode(readAgain(entry), 'here');
    assert.equal(hashed.times, 2);
  });

  it('does not take damaged bytes for the sound ones it has seen', async () => {
    const { codec } = countingCodec();
    const entry = await codec.encode('a', numbers(1000));
    await codec.decode(entry, 'here');
    const damaged = readAgain(entry);
    damaged.bytes[entry.bytes.length / 2] = 0x55;
    await assert.rejects(codec.decode(damaged, 'the attic'), {
      code: 'corrupt',
      message: /The result "a" in the attic/,
    });
  });

  it('hashes once what it encodes, and not again to decode it', async () => {
    const { codec, hashed } = countingCodec();
    const entry = await codec.encode('a', numbers(1000));
    assert.equal(hashed.times, 1);
    await codec.decode(entry, 'here');
    assert.equal(hashed.times, 1);
  });

  it('gives views of the bytes for what was encoded, not the arrays it was encoded from', async () => {
    const { codec } = countingCodec();
    const result = numbers(1000);
    const entry = await codec.encode('a', result);
    const [column] = (await codec.decode(entry, 'here')).columns;
    const [original] = result.columns;
    assert.ok(column?.values instanceof Float64Array && original);
    assert.equal(column.values.buffer, entry.bytes.buffer);
    assert.deepEqual(exactValues(column), exactValues(original));
  });

  it('keeps no texts, which need more memory than the bytes they come from', async () => {
    const { codec, hashed } = countingCodec();
    const entry = await anEntry('a', { columns: texts(1000).columns });
    const first = await codec.decode(entry, 'here');
    const second = await codec.decode(entry, 'here');
    assert.notEqual(second, first);
    assert.deepEqual(second.columns, first.columns);
    assert.equal(hashed.times, 1);
  });

  it('keeps a result with a few categories beside many numbers', async () => {
    const { codec } = countingCodec();
    const solvers = Array.from({ length: 1000 }, (_, row) => (row % 2 === 0 ? 'nsga2' : 'moead'));
    const columns = Array.from({ length: 11 }, (_, index) =>
      float64(`x${index}`, solvers.map(Number)),
    );
    const entry = await anEntry('a', { columns: [...columns, categorical('solver', solvers)] });
    assert.equal(await codec.decode(entry, 'here'), await codec.decode(entry, 'here'));
  });
});
