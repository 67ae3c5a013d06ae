import type { BinnedInput } from './binnedInput';
import { mostBins } from './binnedInput';

/** Leaves with fewer samples than this are not made (Breiman's choice for regression). */
const smallestLeaf = 5;

export interface TreeData {
  readonly inputs: readonly BinnedInput[];
  /** One per row; near 1 in size. */
  readonly target: Float64Array;
  /** Numbers from 0 to 1, without 1. */
  readonly random: () => number;
}

interface Split {
  readonly input: number;
  /** Two words: the bits of the bins that go left. */
  readonly left: readonly [number, number];
  readonly gain: number;
}

interface Node {
  /** Mean of the target. */
  readonly value: number;
  /** Absent in leaves. */
  split?: Split;
  left?: Node;
  right?: Node;
}

/**
 * A regression tree of a random forest (Breiman 2001; Breiman et al. 1984): each split is the best in variance of a third of
 * the inputs, chosen by chance. Categories are split in the order of their means, which is optimal (Fisher 1958).
 */
export class RegressionTree {
  private readonly root: Node;
  private readonly used = new Set<number>();
  private readonly counts = new Float64Array(mostBins);
  private readonly sums = new Float64Array(mostBins);
  private readonly order = new Uint8Array(mostBins);
  private readonly choice: Uint32Array;

  /** `samples` are rows, repeated where they were drawn more than once; their order is changed. O(n · inputs · depth). */
  constructor(
    private readonly data: TreeData,
    samples: Uint32Array,
  ) {
    this.choice = Uint32Array.from(data.inputs, (_, index) => index);
    this.root = this.grow(samples);
  }

  /** Whether any split asks for this input. */
  uses(input: number): boolean {
    return this.used.has(input);
  }

  /** What the tree says of a row; with the value of one input taken from another row, when there is such an input. */
  predict(row: number, input = -1, otherRow = row): number {
    const { inputs } = this.data;
    let node = this.root;
    while (node.split !== undefined) {
      const { split } = node;
      const { bins } = inputs[split.input] as BinnedInput;
      const bin = bins[split.input === input ? otherRow : row] as number;
      node = (isIn(split.left, bin) ? node.left : node.right) as Node;
    }
    return node.value;
  }

  private grow(samples: Uint32Array): Node {
    let sum = 0;
    for (const row of samples) sum += this.data.target[row] as number;
    const node: Node = { value: sum / samples.length };
    const split = samples.length < 2 * smallestLeaf ? undefined : this.bestSplit(samples, sum);
    if (split === undefined) return node;
    const middle = partition(samples, this.data.inputs[split.input] as BinnedInput, split.left);
    this.used.add(split.input);
    node.split = split;
    node.left = this.grow(samples.subarray(0, middle));
    node.right = this.grow(samples.subarray(middle));
    return node;
  }

  private bestSplit(samples: Uint32Array, sum: number): Split | undefined {
    const { inputs, random } = this.data;
    const tried = Math.max(Math.min(2, inputs.length), Math.ceil(inputs.length / 3));
    let best: Split | undefined;
    for (let at = 0; at < tried; at++) {
      const other = at + Math.floor(random() * (inputs.length - at));
      const input = this.choice[other] as number;
      this.choice[other] = this.choice[at] as number;
      this.choice[at] = input;
      const split = this.splitOf(input, samples, sum);
      if (split !== undefined && split.gain > (best?.gain ?? 0)) best = split;
    }
    return best;
  }

  /** The best split by one input, if it makes the variance smaller. */
  private splitOf(input: number, samples: Uint32Array, sum: number): Split | undefined {
    const { counts, sums, order } = this;
    const binCount = this.countBins(input, samples);
    const whole = (sum * sum) / samples.length;
    let [leftCount, leftSum, best, end] = [0, 0, 1e-12 * samples.length, 0];
    for (let at = 0; at < binCount; at++) {
      const bin = order[at] as number;
      leftCount += counts[bin] as number;
      leftSum += sums[bin] as number;
      const rightCount = samples.length - leftCount;
      if (leftCount < smallestLeaf || rightCount < smallestLeaf) continue;
      const gain = leftSum ** 2 / leftCount + (sum - leftSum) ** 2 / rightCount - whole;
      if (gain > best) [best, end] = [gain, at + 1];
    }
    if (end === 0) return undefined;
    const left: [number, number] = [0, 0];
    for (const bin of order.subarray(0, end)) left[bin < 32 ? 0 : 1] |= 1 << (bin & 31);
    return { input, left, gain: best };
  }

  /** Counts the samples of each bin; puts the bins that have some in the order in which they may be split. */
  private countBins(input: number, samples: Uint32Array): number {
    const { counts, sums, order } = this;
    const { target, inputs } = this.data;
    const { bins, isCategorical } = inputs[input] as BinnedInput;
    counts.fill(0);
    sums.fill(0);
    for (let at = 0; at < samples.length; at++) {
      const row = samples[at] as number;
      const bin = bins[row] as number;
      counts[bin] = (counts[bin] as number) + 1;
      sums[bin] = (sums[bin] as number) + (target[row] as number);
    }
    let binCount = 0;
    for (let bin = 0; bin < mostBins; bin++) if (counts[bin] !== 0) order[binCount++] = bin;
    if (isCategorical) {
      const meanOf = (bin: number): number => (sums[bin] as number) / (counts[bin] as number);
      order.subarray(0, binCount).sort((a, b) => meanOf(a) - meanOf(b));
    }
    return binCount;
  }
}

function isIn(words: readonly [number, number], bin: number): boolean {
  return ((words[bin < 32 ? 0 : 1] >>> (bin & 31)) & 1) === 1;
}

/** Moves the samples that go left to the start; returns how many there are. */
function partition(
  samples: Uint32Array,
  { bins }: BinnedInput,
  left: readonly [number, number],
): number {
  let middle = 0;
  for (let at = 0; at < samples.length; at++) {
    const row = samples[at] as number;
    if (!isIn(left, bins[row] as number)) continue;
    samples[at] = samples[middle] as number;
    samples[middle++] = row;
  }
  return middle;
}
