import assert from 'node:assert/strict';
import Papa from 'papaparse';
import { FormatError } from '../../../src/formats/formatError';
import { readTable } from '../../../src/formats/csv/readTable';
import type { TypedTable } from '../../../src/formats/csv/readTable';
import { OptimizationResult } from '../../../src/core/result';
import { toCsv } from '../../../src/formats/export/toCsv';
import { awkwardResult } from '../support/awkwardResult';
import { cellsOf, columnOf } from '../support/cells';
import { float64 } from '../support/columns';
import { seededRandom } from '../../fixtures/seededRandom';
import { fakeFile } from '../support/sourceFiles';

async function read(content: string | Uint8Array): Promise<TypedTable> {
  return readTable(fakeFile('runs.csv', content));
}

/** The cells of the first column of a table whose second column makes no difference. */
async function column(cells: readonly string[]) {
  const { columns } = await read(`a;b\n${cells.map(cell => `${cell};.\n`).join('')}`);
  const result = new OptimizationResult({ problem: { name: 'a' }, columns });
  return { type: columnOf(result, 'a').type, cells: cellsOf(result, 'a') };
}

function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, row) => String(row));
}

const many = 500;

describe('csv: columns whose type shows late', () => {
  it('keeps integers exactly until the first number that is none', async () => {
    const { type, cells } = await column([...numbers(many), '0.5']);
    assert.equal(type, 'float64');
    assert.deepEqual(cells.slice(-2), [499, 0.5]);
  });

  it('keeps integers of 64 bits exactly that come after small ones', async () => {
    const { type, cells } = await column([...numbers(many), '', '-9007199254740993', '7']);
    assert.equal(type, 'int64');
    assert.deepEqual(cells.slice(-4), [499n, null, -9007199254740993n, 7n]);
  });

  it('rounds large integers to the nearest doubles once a number follows', async () => {
    const { cells } = await column(['1', '9007199254740993', '1e3', '9007199254740995']);
    assert.deepEqual(cells, [1, 9007199254740992, 1000, 9007199254740996]);
  });

  it('gives the text of the first cells back when a late cell is text', async () => {
    const texts = [...numbers(many).map(text => `${text}.50`), '', 'NaN', 'late'];
    const { type, cells } = await column(texts);
    assert.equal(type, 'string');
    assert.deepEqual(cells.slice(-5), ['498.50', '499.50', null, 'NaN', 'late']);
  });

  it('reads booleans that come after missing values, and booleans among numbers as text', async () => {
    const missing = Array.from({ length: many }, () => 'NA');
    assert.deepEqual((await column([...missing, 'True'])).cells.slice(-2), [null, true]);
    assert.deepEqual((await column([...missing, 'True', '1'])).cells.slice(-3), [
      'NA',
      'True',
      '1',
    ]);
    assert.deepEqual((await column([...numbers(many), 'true'])).cells.slice(-2), ['499', 'true']);
  });

  it('takes words for text in a column that holds nothing else', async () => {
    assert.deepEqual((await column(['None', 'None', ''])).cells, ['None', 'None', null]);
  });

  it('keeps integers of hundreds of digits as text', async () => {
    const digits = '9'.repeat(400);
    assert.deepEqual((await column([digits, '1'])).cells, [digits, '1']);
  });

  it('spells categories out when there are more than 64 of them', async () => {
    const words = Array.from({ length: 400 }, (_, row) => `word ${row % (row < 300 ? 5 : 90)}`);
    const { type, cells } = await column(words);
    assert.equal(type, 'string');
    assert.deepEqual(cells, words);
  });
});

describe('csv: lines that are not as the first', () => {
  const sound = numbers(many).map(text => `${text},x\n`);

  it('leaves a line with too many cells out of a large table, and lists it', async () => {
    const lines = [...sound.slice(0, 100), '1,2,3\n', ...sound.slice(100)];
    const { rowCount, unread } = await read(`a,b\n${lines.join('')}`);
    assert.equal(rowCount, many);
    assert.deepEqual(unread, [{ row: 102, reason: 'Expected 2 cells, found 3.' }]);
  });

  it('leaves a line out whose quotes do not match, and no other', async () => {
    const lines = [...sound.slice(0, 100), '1,"x\n', '2,"y" z\n', ...sound.slice(100)];
    const { rowCount, unread } = await read(`a,b\n${lines.join('')}`);
    assert.equal(rowCount, many);
    assert.deepEqual(
      unread.map(({ row }) => row),
      [102, 103],
    );
  });

  it('lets a line that is left out change no type', async () => {
    const lines = [...sound, 'text,2,3\n'];
    const { columns } = await read(`a,b\n${lines.join('')}`);
    assert.equal(columns[0]?.type, 'int64');
  });

  it('refuses a table that is wrong at the top, or in more than a twentieth', async () => {
    const refused = (row: number) => (error: unknown) =>
      error instanceof FormatError && error.row === row;
    const top = ['1,2,3\n', ...sound];
    await assert.rejects(read(`a,b\n${top.join('')}`), refused(2));
    const wrong = [...sound, ...Array.from({ length: 30 }, () => '1,2,3\n')];
    await assert.rejects(read(`a,b\n${wrong.join('')}`), refused(many + 2));
  });

  it('leaves a last line out that is still being written, and says so', async () => {
    for (const rest of ['7', '7,"still wri']) {
      const { rowCount, notes, unread } = await read(`a,b\n1,x\n2,y\n${rest}`);
      assert.equal(rowCount, 2, rest);
      assert.match(notes.join(), /last line \(4\) is not whole yet/);
      assert.deepEqual(unread, []);
    }
  });

  it('says in which line bytes of another encoding are, however late', async () => {
    const bytes = new TextEncoder().encode(`a,b\n${sound.join('')}1,?\n`);
    bytes[bytes.length - 2] = 0xe9;
    await assert.rejects(
      read(bytes),
      (error: unknown) => error instanceof FormatError && error.row === many + 2,
    );
  });
});

describe('csv: splitting as papaparse does', () => {
  it('finds the same cells in tables of quotes, delimiters and ends of lines', async () => {
    const generator = seededRandom(5);
    const random = (): number => generator.uniform();
    const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
    const cells = ['a', 'ü b', '"a,b"', '"a""b"', '"x\ny"', '"é ""\n"', 'a"b', '"q" ', ''];
    for (let round = 0; round < 50; round++) {
      const lines = Array.from({ length: 100 }, () => [pick(cells), pick(cells), 'end'].join(','));
      const text = `a,b,c\n${lines.join('\n')}\n`;
      const { data } = Papa.parse<string[]>(text.trimEnd(), { delimiter: ',', newline: '\n' });
      const { columns } = await read(text);
      const result = new OptimizationResult({ problem: { name: 'a' }, columns });
      for (const [index, name] of ['a', 'b', 'c'].entries()) {
        const expected = data.slice(1).map(row => row[index]?.trim() && row[index]);
        assert.deepEqual(
          cellsOf(result, name).map(cell => cell ?? ''),
          expected,
        );
      }
    }
  });

  it('reads back what it exported', async () => {
    const { columns } = await read(toCsv(awkwardResult));
    const result = new OptimizationResult({ problem: { name: 'a' }, columns });
    for (const { variable, type } of awkwardResult.columns) {
      if (type !== 'float64' && type !== 'int64') continue;
      assert.deepEqual(cellsOf(result, variable.name), cellsOf(awkwardResult, variable.name));
    }
  });

  it('keeps the rows of an only column that are empty', async () => {
    const columns = [{ ...float64('x', [1.5, 0, 2.5]), valid: Uint8Array.of(1, 0, 1) }];
    const { rowCount } = await read(
      toCsv(new OptimizationResult({ problem: { name: 'a' }, columns })),
    );
    assert.equal(rowCount, 3);
  });
});

describe('csv: a file that comes in pieces', () => {
  it('is the same table wherever the pieces part it', async () => {
    const text = [
      'i,x,y,s',
      '1,0.12345678901234567,1e-3,a',
      '-12345678, 2.5 ,"1.5","b,""c""\n"',
      '1234567890123,NaN,,d',
      '9007199254740993,-0.0,123456789.123456789,\u00e9',
      '5,1.0000000000000000000000001,7.e2,"e"',
    ].join('\r\n');
    const bytes = new TextEncoder().encode(text);
    const whole = await read(bytes);
    assert.deepEqual(
      whole.columns[1]?.values,
      Float64Array.of(0.12345678901234567, 2.5, NaN, -0, 1),
    );
    assert.deepEqual(
      whole.columns[2]?.values,
      Float64Array.of(1e-3, 1.5, 0, 123456789.12345679, 700),
    );
    for (let length = 1; length < bytes.length; length++) {
      const chunks = async function* (start = 0) {
        for (let at = start; at < bytes.length; at += length) yield bytes.slice(at, at + length);
      };
      assert.deepEqual(await readTable({ ...fakeFile('runs.csv', bytes), chunks }), whole);
    }
  });
});

describe('csv: many columns', () => {
  it('names thousands of columns of one name apart', async () => {
    const names = Array.from({ length: 20_000 }, () => 'a').join(',');
    const { columns, notes } = await read(`${names}\n${names}\n`);
    assert.equal(columns[19_999]?.variable.name, 'a_20000');
    assert.match(notes.at(-1) ?? '', /19979 further columns repeat names/);
  });

  it('takes names of prototypes for names', async () => {
    const { columns } = await read('__proto__,constructor\n1,2\n');
    assert.deepEqual(
      columns.map(({ variable }) => variable.name),
      ['__proto__', 'constructor'],
    );
  });
});
