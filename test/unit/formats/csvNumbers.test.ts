import assert from 'node:assert/strict';
import { NumberScanner } from '../../../src/formats/csv/numberScanner';
import { seededRandom } from '../../fixtures/seededRandom';

const scanner = new NumberScanner();

/** What the bytes of the text are, in the middle of others. */
function scan(text: string) {
  const bytes = new TextEncoder().encode(`1${text}2`);
  const kind = scanner.scan(bytes, 1, bytes.length - 1);
  return kind === 'other' ? kind : [kind, scanner.value];
}

describe('NumberScanner', () => {
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
    '0.000000000000000000000000000000000000001': ['number', 1e-39],
    '123456789012345678901234567890': 'other',
    '1.2345678901234567890123456789012': 'other',
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
    const digits = (count: number): string =>
      Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
    let open = 0;
    const count = 200_000;
    for (let round = 0; round < count; round++) {
      const shortest = String((random() - 0.5) * 10 ** Math.floor(random() * 30 - 20));
      const long = `${1 + Math.floor(random() * 9)}.${digits(1 + Math.floor(random() * 24))}e${Math.floor(random() * 80 - 40)}`;
      const text = round % 2 === 0 ? shortest : long;
      const found = scan(text);
      if (found === 'other') open++;
      else assert.deepEqual(found[1], Number(text), text);
    }
    assert.ok(open < count / 1000, `${open} left open`);
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
