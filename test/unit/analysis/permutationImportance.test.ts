import assert from 'node:assert/strict';
import { binnedInput } from '../../../src/core/analysis/binnedInput';
import { permutationImportance } from '../../../src/core/analysis/permutationImportance';
import { RegressionTree } from '../../../src/core/analysis/regressionTree';
import { seededRandom } from '../../../src/core/analysis/seededRandom';
import { everyRow } from '../../../src/core/analysis/numbers';
import { Random } from '../support/random';

function randomNumbers(random: Random, length: number): Float64Array {
  return Float64Array.from({ length }, () => random.fraction());
}

function sumOf(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}

describe('permutationImportance', () => {
  const random = new Random(1);
  const [strong, weak, noise] = [500, 500, 500].map(length => randomNumbers(random, length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const inputs = [noise, strong, weak].map(values => ({ values }));
  const target = strong.map((value, row) => 10 * value + 3 * (weak[row] as number));

  it('tells strong from weak from none, and explains most of a sum', () => {
    const found = permutationImportance(inputs, target);
    assert.ok(found);
    const [ofNoise = 0, ofStrong = 0, ofWeak = 0] = found.shares;
    assert.ok(ofStrong > 0.8 && ofWeak > 0.04 && ofNoise < 0.02, String(found.shares));
    assert.ok(Math.abs(sumOf(found.shares) - 1) < 1e-12);
    assert.ok(found.outOfBagR2 > 0.9 && found.outOfBagR2 < 1, String(found.outOfBagR2));
    assert.deepEqual([found.rows, found.usableRows], [500, 500]);
  });

  it('is the same for the same seed, and another for another', () => {
    const first = permutationImportance(inputs, target, { seed: 5, trees: 10 });
    assert.deepEqual(permutationImportance(inputs, target, { seed: 5, trees: 10 }), first);
    assert.notDeepEqual(permutationImportance(inputs, target, { seed: 6, trees: 10 }), first);
  });

  it('does not depend on the size of the target', () => {
    const found = permutationImportance(inputs, target, { trees: 10 });
    const large = permutationImportance(
      inputs,
      target.map(value => value * 2 ** 1000),
      { trees: 10 },
    );
    found?.shares.forEach((share, index) => {
      assert.ok(Math.abs(share - (large?.shares[index] as number)) < 1e-6);
    });
  });

  it('sees what does not rise or fall, and what works only together', () => {
    const bowl = strong.map(value => (value - 0.5) ** 2);
    assert.ok((permutationImportance(inputs, bowl)?.shares[1] as number) > 0.9);
    const both = strong.map((value, row) => Number(value > 0.5 !== (weak[row] as number) > 0.5));
    const [ofNoise = 1, ofStrong = 0, ofWeak = 0] =
      permutationImportance(inputs, both)?.shares ?? [];
    assert.ok(ofStrong > 0.3 && ofWeak > 0.3 && ofNoise < 0.1);
  });

  it('takes categories without an order, and NaN for a value', () => {
    const codes = Float64Array.from({ length: 500 }, () => random.below(9));
    const odd = codes.map(code => code % 2);
    const found = permutationImportance(
      [{ values: codes, isCategorical: true }, { values: noise }],
      odd,
    );
    assert.ok((found?.shares[0] as number) > 0.99 && (found?.outOfBagR2 as number) > 0.95);
    const holed = noise.map(value => (value < 0.3 ? NaN : value));
    const missing = permutationImportance(
      [{ values: holed }, { values: strong }],
      holed.map(value => Number(Number.isNaN(value))),
    );
    assert.ok((missing?.shares[0] as number) > 0.99);
  });

  it('says when it explains nothing', () => {
    const found = permutationImportance([{ values: strong }, { values: weak }], noise);
    assert.ok((found?.outOfBagR2 as number) < 0.1);
    const constant = permutationImportance([{ values: new Float64Array(500) }], target);
    assert.deepEqual([...(constant?.shares ?? [])], [0]);
    assert.ok((constant?.outOfBagR2 as number) <= 0);
  });

  it('draws rows above a bound and says so', () => {
    const found = permutationImportance(inputs, target, { maxRows: 100, trees: 20 });
    assert.deepEqual([found?.rows, found?.usableRows], [100, 500]);
    assert.ok((found?.shares[1] as number) > 0.6);
  });

  it('leaves out rows without a finite target, or not asked for', () => {
    const holed = target.map((value, row) => (row < 20 ? NaN : row < 40 ? Infinity : value));
    assert.equal(permutationImportance(inputs, holed, { trees: 1 })?.usableRows, 460);
    const rows = everyRow(60);
    assert.equal(permutationImportance(inputs, holed, { rows, trees: 1 })?.rows, 20);
  });

  it('is undefined where a forest says nothing', () => {
    assert.equal(permutationImportance([], target), undefined);
    assert.equal(permutationImportance([{ values: [] }], []), undefined);
    assert.equal(permutationImportance([{ values: [1] }], [1]), undefined);
    assert.equal(permutationImportance(inputs, new Float64Array(500).fill(NaN)), undefined);
    assert.equal(permutationImportance(inputs, new Float64Array(500).fill(0.1)), undefined);
  });
});

describe('binnedInput', () => {
  it('gives each value its bin while there are few, NaN the first', () => {
    const { bins } = binnedInput(Float64Array.of(5, NaN, -Infinity, 5, 7), false);
    assert.deepEqual([...bins], [2, 0, 1, 2, 3]);
  });

  it('gives quantiles the same share of many values', () => {
    const { bins } = binnedInput(
      Float64Array.from({ length: 630 }, (_, row) => row ** 3),
      false,
    );
    const counts = new Array<number>(64).fill(0);
    for (const bin of bins) counts[bin] = (counts[bin] as number) + 1;
    assert.deepEqual(counts, [0, ...Array<number>(63).fill(10)]);
  });

  it('puts rare categories together', () => {
    const codes = Float64Array.from({ length: 100 }, (_, row) => Math.min(row, 80));
    const { bins } = binnedInput(codes, true);
    assert.equal(bins[99], 1, 'the most frequent');
    assert.deepEqual([bins[0], bins[61], bins[62], bins[79]], [2, 63, 63, 63]);
  });
});

describe('RegressionTree', () => {
  it('finds the step of a target', () => {
    const values = Float64Array.from({ length: 40 }, (_, row) => row);
    const target = values.map(value => (value < 17 ? -1 : 1));
    const inputs = [binnedInput(values, false)];
    const tree = new RegressionTree({ inputs, target, random: seededRandom(1) }, everyRow(40));
    assert.deepEqual(
      [tree.predict(0), tree.predict(16), tree.predict(17), tree.predict(39)],
      [-1, -1, 1, 1],
    );
    assert.equal(tree.predict(0, 0, 39), 1);
    assert.equal(tree.uses(0), true);
  });

  it('does not split what is the same', () => {
    const inputs = [binnedInput(new Float64Array(40), false)];
    const target = Float64Array.from({ length: 40 }, (_, row) => row / 40);
    const tree = new RegressionTree({ inputs, target, random: seededRandom(1) }, everyRow(40));
    assert.equal(tree.uses(0), false);
    assert.ok(Math.abs(tree.predict(3) - 39 / 80) < 1e-15);
  });
});
