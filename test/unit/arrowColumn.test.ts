import assert from 'node:assert/strict';
import {
  Binary,
  Bool,
  DateDay,
  DateMillisecond,
  Decimal,
  Dictionary,
  DurationMillisecond,
  Field,
  FixedSizeList,
  Float16,
  Float32,
  Float64,
  Int32,
  Int64,
  Int8,
  LargeUtf8,
  List,
  Map_,
  Null,
  Schema,
  Struct,
  Table,
  TimeMicrosecond,
  TimeSecond,
  TimestampNanosecond,
  TimestampSecond,
  Uint16,
  Uint64,
  Utf8,
  tableToIPC,
  vectorFromArray,
} from 'apache-arrow';
import type { DataType, Vector } from 'apache-arrow';
import type { Cell, Column } from '../../src/core/column';
import { cellAt } from '../../src/core/column';
import { decodeResult } from '../../src/core/resultFile';
import { arrowFile, batchOf, vectorOf } from './support/arrowFiles';
import type { NamedVector } from './support/arrowFiles';

const origin = { modifiedAt: '2026-03-04T05:06:07.890Z' };

async function readColumns(columns: readonly NamedVector[]): Promise<readonly Column[]> {
  return (await decodeResult(arrowFile(columns), origin)).result.columns;
}

async function readColumn(vector: Vector): Promise<{ type: string; cells: readonly Cell[] }> {
  const [column] = await readColumns([{ name: 'c', vector }]);
  assert.ok(column);
  const cells = Array.from({ length: column.values.length }, (_, row) => cellAt(column, row));
  return { type: column.type, cells };
}

const item = <T extends DataType>(type: T): Field<T> => new Field('item', type, true);
const integers = (type: DataType, values: readonly unknown[]): Vector =>
  vectorFromArray(values, type);

describe('columns of other Arrow files', () => {
  const cases: readonly (readonly [string, Vector, string, readonly Cell[]])[] = [
    ['float32', integers(new Float32(), [1.5, null, -0]), 'float64', [1.5, null, -0]],
    ['int8', integers(new Int8(), [-128, null, 127]), 'int64', [-128n, null, 127n]],
    ['uint16', integers(new Uint16(), [65535, 0, null]), 'int64', [65535n, 0n, null]],
    ['uint64', integers(new Uint64(), [2n ** 63n - 1n, 0n]), 'int64', [2n ** 63n - 1n, 0n]],
    ['bool', integers(new Bool(), [true, null, false]), 'boolean', [true, null, false]],
    ['null', integers(new Null(), [null, null]), 'string', [null, null]],
    ['large utf8', integers(new LargeUtf8(), ['a', null, 'ü']), 'string', ['a', null, 'ü']],
    [
      'dictionary of numbers',
      integers(new Dictionary(new Float64(), new Int8()), [0.5, null, 0.5]),
      'float64',
      [0.5, null, 0.5],
    ],
    [
      'dictionary of texts',
      integers(new Dictionary(new Utf8(), new Int32()), ['a', null, 'a']),
      'categorical',
      ['a', null, 'a'],
    ],
    [
      'list',
      integers(new List(item(new Int64())), [[9007199254740993n, null], null, []]),
      'string',
      ['[9007199254740993,null]', null, '[]'],
    ],
    [
      'list of floats',
      integers(new List(item(new Float64())), [[0.5, NaN, Infinity, -0]]),
      'string',
      ['[0.5,"NaN","Infinity",-0]'],
    ],
    [
      'fixed-size list',
      integers(new FixedSizeList(2, item(new Utf8())), [
        ['a', '"'],
        ['', null],
      ]),
      'string',
      ['["a","\\""]', '["",null]'],
    ],
    [
      'struct',
      integers(new Struct([new Field('a', new Int32(), true), new Field('b', new Bool(), true)]), [
        { a: 1, b: true },
        null,
        { a: null, b: false },
      ]),
      'string',
      ['{"a":1,"b":true}', null, '{"a":null,"b":false}'],
    ],
    [
      'map',
      integers(
        new Map_(
          new Field(
            'entries',
            new Struct([
              new Field('key', new Utf8(), false),
              new Field('value', new Int32(), true),
            ]),
            false,
          ) as never,
        ),
        [
          new Map([
            ['a', 1],
            ['b', 2],
          ]),
        ],
      ),
      'string',
      ['[["a",1],["b",2]]'],
    ],
  ];
  for (const [name, vector, type, expected] of cases) {
    it(`are read: ${name}`, async () => {
      assert.deepEqual(await readColumn(vector), { type, cells: expected });
    });
  }

  const raw: readonly (readonly [string, DataType, ArrayBufferView, readonly Cell[]])[] = [
    [
      'float16',
      new Float16(),
      Uint16Array.of(0x3c00, 0xc000, 0x7c00, 0x0001, 0x8000, 0x3555),
      [1, -2, Infinity, 2 ** -24, -0, 0.333251953125],
    ],
    [
      'date32',
      new DateDay(),
      Int32Array.of(0, -1, 19783),
      ['1970-01-01', '1969-12-31', '2024-03-01'],
    ],
    [
      'date64',
      new DateMillisecond(),
      BigInt64Array.of(86400000n, 1n),
      ['1970-01-02', '1970-01-01T00:00:00.001'],
    ],
    ['time32', new TimeSecond(), Int32Array.of(0, 86399), ['00:00:00', '23:59:59']],
    ['time64', new TimeMicrosecond(), BigInt64Array.of(1n), ['00:00:00.000001']],
    [
      'timestamp without a zone',
      new TimestampNanosecond(),
      BigInt64Array.of(-1n, 2n ** 63n - 1n, -(2n ** 63n)),
      [
        '1969-12-31T23:59:59.999999999',
        '2262-04-11T23:47:16.854775807',
        '1677-09-21T00:12:43.145224192',
      ],
    ],
    [
      'timestamp with a zone',
      new TimestampSecond('Europe/Vienna'),
      BigInt64Array.of(951782400n),
      ['2000-02-29T00:00:00Z'],
    ],
    [
      'duration',
      new DurationMillisecond(),
      BigInt64Array.of(-90001n, 5n),
      ['PT-90.001S', 'PT0.005S'],
    ],
    [
      'decimal',
      new Decimal(2, 38, 128),
      Uint32Array.of(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 12345, 0, 0, 0, 0, 0, 0, 1),
      ['-0.01', '123.45', '792281625142643375935439503.36'],
    ],
  ];
  for (const [name, type, data, expected] of raw) {
    it(`are read: ${name}`, async () => {
      const vector = vectorOf(type, data, expected.length);
      const [column] = await readColumns([{ name: 'c', vector }]);
      assert.ok(column);
      assert.deepEqual(
        expected.map((_, row) => cellAt(column, row)),
        expected,
      );
    });
  }

  it('get names that differ and are not empty', async () => {
    const vector = integers(new Int32(), [1]);
    const names = ['a', 'a', '', 'a', 'a (2)'];
    const columns = await readColumns(names.map(name => ({ name, vector })));
    assert.deepEqual(
      columns.map(({ variable }) => variable.name),
      ['a', 'a (2)', 'unnamed', 'a (3)', 'a (2) (2)'],
    );
  });

  it('have the roles that the metadata of their fields gives', async () => {
    const metadata = { optiscope: '{"role":"objective","direction":"maximize"}' };
    const vector = integers(new Float64(), [1]);
    const [column] = await readColumns([{ name: 'f', metadata, vector }]);
    assert.deepEqual(column?.variable, { name: 'f', role: 'objective', direction: 'maximize' });
  });

  it('are refused with the name of a column whose description is wrong', async () => {
    const metadata = { optiscope: '{"role":"goal"}' };
    await assert.rejects(
      readColumns([{ name: 'f', metadata, vector: integers(new Float64(), [1]) }]),
      { code: 'unsupported', message: /column "f".*variables\[0\]\.role must be one of/ },
    );
  });

  it('are refused when a role does not fit their values', async () => {
    const metadata = { optiscope: '{"role":"objective"}' };
    await assert.rejects(
      readColumns([{ name: 'f', metadata, vector: integers(new Utf8(), ['a']) }]),
      { code: 'unsupported', message: /"f".*needs numbers/ },
    );
  });

  it('are refused when an integer is too large', async () => {
    await assert.rejects(readColumn(integers(new Uint64(), [2n ** 63n])), {
      code: 'unsupported',
      message: /9223372036854775808/,
    });
  });

  it('are refused by name and type when they cannot become a column', async () => {
    await assert.rejects(readColumn(integers(new Binary(), [Uint8Array.of(1)])), {
      code: 'unsupported',
      message: /"c" is of the Arrow type binary/,
    });
  });

  it('may lie in several record batches', async () => {
    const schema = new Schema([
      new Field('n', new Int32(), true),
      new Field('t', new Utf8(), true),
    ]);
    const batches = [[1, 2], [], [3]].map(values =>
      batchOf(schema, [
        integers(new Int32(), values),
        integers(
          new Utf8(),
          values.map(value => (value === 2 ? null : `#${value}`)),
        ),
      ]),
    );
    const bytes = tableToIPC(new Table(schema, batches), 'file');
    const [n, t] = (await decodeResult(bytes, origin)).result.columns;
    assert.ok(n && t);
    assert.deepEqual(
      [0, 1, 2].map(row => cellAt(n, row)),
      [1n, 2n, 3n],
    );
    assert.deepEqual(
      [0, 1, 2].map(row => cellAt(t, row)),
      ['#1', null, '#3'],
    );
  });
});
