import assert from 'node:assert/strict';
import type { Random } from '../../../unit/support/random';
import type { FuzzCase } from '../fuzzTarget';
import { importDamaged } from '../importCase';
import { mutate } from '../mutate';
import { sampleFiles } from '../sampleFiles';

const written = [
  'x1,x2,f1\n0.5,1e-3,-2\n1,NaN,inf\n,3,4\n',
  'name;value;flag\n"a ""quoted"" one";1,5;true\n"two\nlines";2,25;false\n;;\n',
  'x y z\n1 2 3\n4 5 6\n7 8 9\n',
  '\ufeffid\tf\n007\t9223372036854775808\n008\t-9223372036854775808\n',
  'a|b\r\n1.0D+2|x\r\n2.0D-2|y\r\n',
];

/** Tables of text, and text that is none. */
export async function prepare(): Promise<FuzzCase> {
  const own = written.map(text => new TextEncoder().encode(text));
  const others = [
    ...sampleFiles('optuna/csv', /\.csv$/, 20_000),
    ...sampleFiles('generated/pymoo', /\.csv$/, 20_000),
    ...sampleFiles('generated/optuna', /\.csv$/, 20_000),
  ];
  for (const bytes of own) assert.equal(await importDamaged('a.csv', bytes), 'csv read');
  const all = [...own, ...others];
  return async random => {
    const sample = random.pick(random.below(3) > 0 ? own : all);
    return importDamaged('a.csv', mutateTable(sample, all, random));
  };
}

/** Bytes that mean something to a table are put in more often than chance would. */
function mutateTable(
  sample: Uint8Array,
  others: readonly Uint8Array[],
  random: Random,
): Uint8Array {
  if (random.below(2) === 0) return mutate(sample, random, { others });
  const copy = sample.slice();
  const marks = new TextEncoder().encode('",;|\t \n\r#%-+.eEnN0');
  for (let count = 1 + random.below(20); count > 0; count--) {
    copy[random.below(copy.length)] = random.pick([...marks]);
  }
  return copy;
}
