import assert from 'node:assert/strict';
import { tableFromIPC } from 'apache-arrow';
import { writeArrow } from '../../src/core/arrow/writeArrow';
import type { ArrowNotes } from '../../src/core/arrow/writeArrow';
import type { Column } from '../../src/core/column';
import { categorical, float64, int64, text } from './support/columns';

const noNotes: ArrowNotes = { metadata: [], ofColumn: () => [] };

function cells(bytes: Uint8Array): Readonly<Record<string, readonly unknown[]>> {
  const table = tableFromIPC(bytes);
  return Object.fromEntries(
    table.schema.fields.map(({ name }, index) => [
      name,
      [...(table.getChildAt(index) ?? [])] as readonly unknown[],
    ]),
  );
}

function placesOf(bytes: Uint8Array, part: string | Uint8Array): readonly number[] {
  const buffer = Buffer.from(bytes);
  const found: number[] = [];
  for (let at = buffer.indexOf(part); at >= 0; at = buffer.indexOf(part, at + 1)) found.push(at);
  return found;
}

// Read by apache-arrow; that the bytes stay those of earlier versions, the sample of the format shows.
describe('writeArrow', () => {
  it('gives every categorical column a dictionary of its own', () => {
    const columns = [
      categorical('a', ['x', 'y', 'x']),
      float64('number', [1, 2, 3]),
      categorical('b', ['u', null, 'v']),
      categorical('c', ['x', 'x', 'z']),
    ];
    assert.deepEqual(cells(writeArrow(columns, noNotes).bytes), {
      a: ['x', 'y', 'x'],
      number: [1, 2, 3],
      b: ['u', null, 'v'],
      c: ['x', 'x', 'z'],
    });
  });

  it('writes a header of any size', () => {
    const note = 'Größe 🙂 '.repeat(20_000);
    const columns = Array.from({ length: 700 }, (_, index) =>
      int64(`数 ${index}`, [BigInt(index)]),
    );
    const { bytes } = writeArrow(columns, {
      metadata: [['note', note]],
      ofColumn: ({ variable }) => [['unit', `unit of ${variable.name}`]],
    });
    const table = tableFromIPC(bytes);
    assert.equal(table.schema.metadata.get('note'), note);
    columns.forEach(({ variable: { name } }, index) => {
      const field = table.schema.fields[index];
      assert.equal(field?.name, name);
      assert.equal(field.metadata.get('unit'), `unit of ${name}`);
      assert.deepEqual([...(table.getChildAt(index) ?? [])], [BigInt(index)]);
    });
  });

  it('marks columns that may have nulls, and no others', () => {
    const columns: readonly Column[] = [float64('all', [1, 2]), text('some', ['a', null])];
    const { fields } = tableFromIPC(writeArrow(columns, noNotes).bytes).schema;
    assert.deepEqual(
      fields.map(({ nullable }) => nullable),
      [false, true],
    );
  });

  it('says where the texts of its metadata start', () => {
    const metadata = [
      ['first', 'the first note'],
      ['second', 'noch eine längere Notiz'],
    ] as const;
    const { bytes, places } = writeArrow([categorical('a', ['x'])], { ...noNotes, metadata });
    assert.deepEqual(
      places,
      metadata.map(([, note]) => placesOf(bytes, note)),
    );
  });

  it('starts the numbers of every column at a multiple of 8 bytes', () => {
    const columns = [
      text('texts', ['a', 'bcd', 'é']),
      float64('numbers', [-7.25, 0.5, 3.125]),
      text('more', ['x', '', 'yz']),
      int64('integers', [-77n, 5n, 2n ** 60n]),
    ];
    const { bytes } = writeArrow(columns, noNotes);
    for (const values of [Float64Array.of(-7.25, 0.5), BigInt64Array.of(-77n, 5n)]) {
      const places = placesOf(bytes, new Uint8Array(values.buffer));
      assert.deepEqual(
        places.map(place => place % 8),
        [0],
      );
    }
  });
});
