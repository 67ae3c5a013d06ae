import assert from 'node:assert/strict';
import { integerForm, otherForm, scanPadding } from '../../../src/formats/csv/numberScanner';
import { RecordSplitter } from '../../../src/formats/csv/recordSplitter';
import { seededRandom } from '../../fixtures/seededRandom';

const splitter = new RecordSplitter(';', Uint8Array.of(1));

/** What a cell in a column of numbers is. */
function scan(text: string) {
  const bytes = new TextEncoder().encode(`${text}${'\0'.repeat(scanPadding)}`);
  splitter.split(bytes, 0, bytes.length - scanPadding, true);
  const form = splitter.forms[0];
  if (form === otherForm) return 'other';
  return [form === integerForm ? 'integer' : 'number', splitter.values[0]];
}

/** Decimals of every length that programs write, with and without exponents. */
function randomDecimal(random: () => number): string {
  const digits = (count: number): string =>
    Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const pick = (of: readonly string[]): string => of[upTo(of.length - 1)] ?? '';
  const sign = pick(['', '-']);
  const whole = random() < 0.3 ? '0' : `${1 + upTo(8)}${digits(upTo(14))}`;
  const fraction = `${random() < 0.2 ? '0'.repeat(upTo(12)) : ''}${digits(upTo(25))}`;
  const exponent = random() < 0.5 ? '' : `${pick(['e', 'E+', 'e-', 'E-0'])}${upTo(30)}`;
  return `${sign}${whole}.${fraction}${exponent}`;
}

describe('csv: numbers from their bytes', () => {
  const cases: Readonly<Record<string, 'other' | readonly [string, number]>> = {
    '0': ['integer', 0],
    '-0': ['number', -0],
    ' 12\t': ['integer', 12],
    '-123456789012345': ['integer', -123456789012345],
    '1234567890123456': 'other',
    '5.': ['number', 5],
    '1e3': ['number', 1000],
    '1.5E-07': ['number', 1.5e-7],
    '0.1': ['number', 0.1],
    '9007199254740993.0': 'other',
    '0.000000000000000000000000000000000000001': 'other',
    '123456789012345678901234567890': 'other',
    '1.2345678901234567890123456789012': ['number', 1.2345678901234567],
    '123456789012345.678901234567890123': ['number', 123456789012345.67],
    '1.000000000000000111022302462515654042': 'other',
    '-0.0': ['number', -0],
    '12345678': ['integer', 12345678],
    '12345678.5e-3': ['number', 12345.6785],
    '"-1.5e3"': ['number', -1500],
    '"12" ': ['integer', 12],
    '12a': 'other',
    '1.5e3x': 'other',
    '1e400': 'other',
    '1e-320': 'other',
    nan: ['number', NaN],
    NaN: ['number', NaN],
    '': 'other',
    '-': 'other',
    '.': 'other',
    '+1': 'other',
    '.5': 'other',
    '007': 'other',
    '1,5': 'other',
    '1.5.2': 'other',
    '1e': 'other',
    '1e+': 'other',
    '1d3': 'other',
    '0x10': 'other',
    '1 2': 'other',
  };

  for (const [text, expected] of Object.entries(cases)) {
    it(`finds ${JSON.stringify(text)} to be ${String(expected)}`, () => {
      assert.deepEqual(scan(text), expected);
    });
  }

  it('gives the double that is nearest, as JavaScript does, and hardly ever leaves it open', () => {
    const generator = seededRandom(7);
    const random = (): number => generator.uniform();
    let open = 0;
    let openShortest = 0;
    const count = 200_000;
    for (let round = 0; round < count; round++) {
      const shortest = String((random() - 0.5) * 10 ** Math.floor(random() * 30 - 20));
      const text = round % 2 === 0 ? shortest : randomDecimal(random);
      const found = scan(text);
      if (found === 'other' && text === shortest) openShortest++;
      if (found === 'other') open++;
      else assert.deepEqual(found[1], Number(text), text);
    }
    assert.ok(openShortest < count / 1000, `${openShortest} of the shortest left open`);
    assert.ok(open < count / 100, `${open} left open`);
  });

  it('decides between two neighbours at every distance from the middle of them', () => {
    const generator = seededRandom(8);
    const random = (): number => generator.uniform();
    const view = new DataView(new ArrayBuffer(8));
    for (let round = 0; round < 20_000; round++) {
      view.setFloat64(0, (1 + random()) * 2 ** Math.floor(random() * 20));
      const lower = view.getFloat64(0);
      view.setBigUint64(0, view.getBigUint64(0) + 1n);
      const middle = (BigInt(lower * 2 ** 52) + BigInt(view.getFloat64(0) * 2 ** 52)) / 2n;
      const whole = middle >> 52n;
      const rest = ((middle - (whole << 52n)) * 10n ** 22n) >> 52n;
      for (const nudge of [-1n, 0n, 1n]) {
        const fraction = String(rest + nudge).padStart(22, '0');
        const text = `${whole}.${fraction}`;
        const found = scan(text);
        if (found !== 'other') assert.deepEqual(found[1], Number(text), text);
      }
    }
  });
});
