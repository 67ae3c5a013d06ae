import type { Random } from '../../unit/support/random';

export interface MutateOptions {
  /** Other files of the kind, to be spliced with. */
  readonly others?: readonly Uint8Array[];
  /** Stretches that deserve more damage than their size gets: `[start, end]`. */
  readonly regions?: readonly (readonly [number, number])[];
}

type Mutation = (bytes: Uint8Array, random: Random, options: MutateOptions) => Uint8Array;

/** Numbers at which counting and adding go wrong. */
const interesting = [
  0n,
  1n,
  -1n,
  -2n,
  0x7fn,
  0xffn,
  0x7fffn,
  0xffffn,
  0x10000n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 53n,
  2n ** 63n - 1n,
  2n ** 63n,
];

/** In place or to another length; more weight for what hits headers. */
const mutations: readonly Mutation[] = [
  flipBit,
  flipBit,
  setByte,
  setNumber,
  setNumber,
  setNumber,
  addToNumber,
  truncate,
  extend,
  zeroBlock,
  copyBlock,
  swapBlocks,
  splice,
  fillWithGarbage,
];

/** A copy of `bytes` with one to three things wrong. */
export function mutate(bytes: Uint8Array, random: Random, options: MutateOptions = {}): Uint8Array {
  let mutated: Uint8Array = bytes.slice();
  const count = random.pick([1, 1, 1, 2, 3]);
  for (let index = 0; index < count; index++) {
    if (mutated.length > 0) mutated = random.pick(mutations)(mutated, random, options);
  }
  return mutated;
}

/** A copy of `text` with one to three things wrong, which may leave it no text that anybody would write. */
export function mutateText(text: string, random: Random, others: readonly string[] = []): string {
  const encoder = new TextEncoder();
  const bytes = mutate(encoder.encode(text), random, {
    others: others.map(other => encoder.encode(other)),
  });
  return new TextDecoder().decode(bytes);
}

function place(bytes: Uint8Array, random: Random, { regions = [] }: MutateOptions): number {
  if (regions.length === 0 || random.below(3) === 0) return random.below(bytes.length);
  const [start, end] = random.pick(regions);
  return Math.min(start + random.below(Math.max(1, end - start)), bytes.length - 1);
}

function flipBit(bytes: Uint8Array, random: Random, options: MutateOptions): Uint8Array {
  const at = place(bytes, random, options);
  bytes[at] = (bytes[at] as number) ^ (1 << random.below(8));
  return bytes;
}

function setByte(bytes: Uint8Array, random: Random, options: MutateOptions): Uint8Array {
  bytes[place(bytes, random, options)] = random.below(256);
  return bytes;
}

function setNumber(bytes: Uint8Array, random: Random, options: MutateOptions): Uint8Array {
  const width = random.pick([2, 4, 4, 8]);
  const at = place(bytes, random, options) & ~(width - 1);
  write(bytes, at, { value: random.pick(interesting), width, isBigEndian: random.below(2) === 0 });
  return bytes;
}

function addToNumber(bytes: Uint8Array, random: Random, options: MutateOptions): Uint8Array {
  const at = place(bytes, random, options) & ~3;
  if (at + 4 > bytes.length) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isBigEndian = random.below(2) === 0;
  const step = random.pick([-8, -4, -1, 1, 4, 8, 1000]);
  view.setUint32(at, view.getUint32(at, !isBigEndian) + step, !isBigEndian);
  return bytes;
}

function write(
  bytes: Uint8Array,
  at: number,
  {
    value,
    width,
    isBigEndian,
  }: { readonly value: bigint; readonly width: number; readonly isBigEndian: boolean },
): void {
  for (let index = 0; index < width && at + index < bytes.length; index++) {
    const shift = BigInt(8 * (isBigEndian ? width - 1 - index : index));
    bytes[at + index] = Number((value >> shift) & 0xffn);
  }
}

function truncate(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.slice(0, random.below(bytes.length));
}

function extend(bytes: Uint8Array, random: Random): Uint8Array {
  const longer = new Uint8Array(bytes.length + 1 + random.below(600));
  longer.set(bytes);
  if (random.below(2) === 0) fill(longer, random, bytes.length);
  return longer;
}

function zeroBlock(bytes: Uint8Array, random: Random, options: MutateOptions): Uint8Array {
  const at = place(bytes, random, options);
  return bytes.fill(0, at, at + blockLength(random));
}

function copyBlock(bytes: Uint8Array, random: Random, options: MutateOptions): Uint8Array {
  const from = random.below(bytes.length);
  return bytes.copyWithin(place(bytes, random, options), from, from + blockLength(random));
}

function swapBlocks(bytes: Uint8Array, random: Random, options: MutateOptions): Uint8Array {
  const length = blockLength(random);
  const [one, two] = [place(bytes, random, options), random.below(bytes.length)];
  const first = bytes.slice(one, one + length);
  bytes.copyWithin(one, two, two + length);
  bytes.set(first.subarray(0, bytes.length - two), two);
  return bytes;
}

/** The beginning of this file and the end of another. */
function splice(bytes: Uint8Array, random: Random, { others = [] }: MutateOptions): Uint8Array {
  const other = others.length === 0 ? bytes : random.pick(others);
  const cut = random.below(bytes.length);
  const isSamePlace = random.below(2) === 0;
  const rest = other.subarray(isSamePlace ? cut : random.below(other.length + 1));
  const spliced = new Uint8Array(cut + rest.length);
  spliced.set(bytes.subarray(0, cut));
  spliced.set(rest, cut);
  return spliced;
}

/** Rubbish between a beginning and an end that promise the right kind of file. */
function fillWithGarbage(bytes: Uint8Array, random: Random): Uint8Array {
  const start = random.pick([8, 16, 100]);
  return fill(bytes, random, start, bytes.length - random.pick([0, 10, 64]));
}

function fill(bytes: Uint8Array, random: Random, start: number, end = bytes.length): Uint8Array {
  for (let at = start; at < end; at++) bytes[at] = random.below(256);
  return bytes;
}

function blockLength(random: Random): number {
  return random.pick([2, 4, 8, 16, 64, 512, 1 + random.below(600)]);
}
