import assert from 'node:assert/strict';
import type { Column } from '../../src/core/column';
import { decodeResult, encodeResult } from '../../src/core/resultFile';
import { exactly, floatsOf } from './support/bits';
import { boolean, categorical, int64, text } from './support/columns';
import { Random } from './support/random';
import { aResult, aStamp } from './support/results';

const alphabet = ['a', 'Z', ' ', '"', '\\', '\0', '\n', 'ü', '漢', '🙂', '\ufeff', '/', '}'];

function aText(random: Random, most: number): string {
  return Array.from({ length: random.below(most + 1) }, () => random.pick(alphabet)).join('');
}

function aColumn(random: Random, name: string, rows: number): Column {
  const nullPercent = random.pick([0, 0, 10, 50, 100]);
  const list = <T>(valueOf: () => T): (T | null)[] =>
    Array.from({ length: rows }, () => (random.below(100) < nullPercent ? null : valueOf()));
  switch (random.below(5)) {
    case 0: {
      const values = floatsOf(Array.from({ length: rows }, () => random.bits64()));
      const variable = { name, role: 'observable' } as const;
      if (nullPercent === 0) return { variable, type: 'float64', values };
      const valid = Uint8Array.from(
        list(() => 1),
        flag => flag ?? 0,
      );
      return { variable, type: 'float64', values, valid };
    }
    case 1:
      return int64(
        name,
        list(() => BigInt.asIntN(64, random.bits64())),
      );
    case 2:
      return boolean(
        name,
        list(() => random.below(2) === 0),
      );
    case 3:
      return text(
        name,
        list(() => aText(random, 20)),
      );
    default: {
      const categories = ['', 'a', 'ü', '🙂 long enough for anything'];
      return categorical(
        name,
        list(() => random.pick(categories)),
      );
    }
  }
}

describe('result files of random results', () => {
  it('give back every bit', async () => {
    const random = new Random(7);
    for (let round = 0; round < 300; round++) {
      const rows = random.pick([0, 1, 2, 7, 8, 9, 63, 64, 65, random.below(300)]);
      const columns = Array.from({ length: 1 + random.below(6) }, (_, index) =>
        aColumn(random, `${aText(random, 3)}#${index}`, rows),
      );
      const result = aResult({
        columns,
        problem: { name: `p${aText(random, 5)}`, [`k${aText(random, 4)}`]: aText(random, 9) },
        resultSets: rows === 0 ? [] : [{ name: 's', rows: [rows - 1] }],
      });
      const { bytes, head } = await encodeResult(result, aStamp());
      const decoded = await decodeResult(bytes, { modifiedAt: result.createdAt });
      assert.deepEqual(exactly(decoded.result), exactly(result), `round ${round}`);
      assert.deepEqual(decoded.head, head);
    }
  });
});
