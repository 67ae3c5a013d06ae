import type { Column } from '../../../src/core/column';
import { floatsOf } from './bits';
import { boolean, categorical, int64, text } from './columns';

const quietNan = 0x7ff8000000000000n;

/** Columns of twelve rows with the values that are lost first when somebody is careless. */
export function extremeColumns(): readonly Column[] {
  const floats = floatsOf([
    quietNan,
    0x7ff8000000000123n,
    0xfff8000000000001n,
    0x7ff0000000000000n,
    0xfff0000000000000n,
    0x8000000000000000n,
    0n,
    1n,
    0x7fefffffffffffffn,
    0x3fb999999999999an,
    quietNan,
    0x4340000000000001n,
  ]);
  const valid = Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1);
  const maxInt64 = 2n ** 63n - 1n;
  const whole = [2n ** 53n + 1n, maxInt64, -maxInt64 - 1n, 0n, -1n, 1n, 2n, 3n, 4n, 5n, 6n];
  const texts = ['\ufeffmark', '', ' ', '\0', 'a\nb', '"', 'ü', '漢字', '🙂', 'x'.repeat(40), '\\'];
  return [
    { variable: { name: 'float', role: 'observable' }, type: 'float64', values: floats },
    { variable: { name: 'nullable', role: 'observable' }, type: 'float64', values: floats, valid },
    int64('whole', [...whole, 7n]),
    int64('nullable whole', [...whole, null]),
    boolean(
      'flag',
      Array.from({ length: 12 }, (_, row) => row % 5 === 0),
    ),
    boolean('nullable flag', [true, false, null, ...Array<boolean>(9).fill(true)]),
    text('text', [...texts, 'end']),
    text('nullable text', [...texts, null]),
    categorical('kind', [...texts, '']),
    categorical('nullable kind', [null, ...texts]),
    text('__proto__', Array<null>(12).fill(null)),
    categorical('constructor', Array<null>(12).fill(null)),
  ];
}
