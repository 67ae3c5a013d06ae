import { BackwardBits } from './backwardBits';
import { brokenZstd } from './brokenZstd';
import { readFseTable } from './fseTable';
import type { FseTable } from './fseTable';

/** A table of Huffman codes (RFC 8878, 4.2): for the next `maxBits` bits the symbol they begin with and its length. */
export interface HuffmanTable {
  readonly maxBits: number;
  readonly symbols: Uint8Array;
  readonly bits: Uint8Array;
}

const maxCodeBits = 11;
const weightLimits = { maxAccuracyLog: 6, maxSymbol: 255 };

/** Reads the description of a table from the start of `bytes`; `length` is how many bytes it takes. */
export function readHuffmanTable(bytes: Uint8Array): {
  readonly table: HuffmanTable;
  readonly length: number;
} {
  const first = bytes[0];
  if (first === undefined) throw brokenZstd();
  const length = 1 + (first < 128 ? first : Math.ceil((first - 127) / 2));
  if (length > bytes.length) throw brokenZstd();
  const description = bytes.subarray(1, length);
  const weights = first < 128 ? packedWeights(description) : plainWeights(description, first - 127);
  return { table: huffmanTable(weights), length };
}

function plainWeights(bytes: Uint8Array, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const byte = bytes[index >> 1] as number;
    return index % 2 === 0 ? byte >> 4 : byte & 15;
  });
}

/** Two states take turns until the bits are used up; then the other one has a last symbol. */
function packedWeights(bytes: Uint8Array): number[] {
  const { table, length } = readFseTable(bytes, weightLimits);
  const bits = new BackwardBits(bytes.subarray(length));
  const states = [bits.read(table.accuracyLog), bits.read(table.accuracyLog)];
  const weights: number[] = [];
  for (let turn = 0; weights.length < 255; turn ^= 1) {
    const state = states[turn] as number;
    weights.push(table.symbols[state] as number);
    states[turn] = nextState(table, state, bits);
    if (!bits.isPastEnd) continue;
    weights.push(table.symbols[states[turn ^ 1] as number] as number);
    return weights;
  }
  throw brokenZstd();
}

export function nextState(table: FseTable, state: number, bits: BackwardBits): number {
  return (table.bases[state] as number) + bits.read(table.bits[state] as number);
}

/** @param given the weights of all symbols but the last, whose weight follows from them. */
function huffmanTable(given: readonly number[]): HuffmanTable {
  const shareOf = (weight: number): number => (weight === 0 ? 0 : 2 ** (weight - 1));
  const sum = given.reduce((total, weight) => total + shareOf(weight), 0);
  const maxBits = 32 - Math.clz32(sum);
  const rest = 2 ** maxBits - sum;
  const last = 32 - Math.clz32(rest);
  if (sum === 0 || maxBits > maxCodeBits || rest !== shareOf(last)) throw brokenZstd();
  const weights = [...given, last];
  if (weights.length > 256) throw brokenZstd();
  const symbols = new Uint8Array(2 ** maxBits);
  const bits = new Uint8Array(2 ** maxBits);
  let at = 0;
  // The longest codes, which have the lowest weight, come first.
  for (let weight = 1; weight <= maxBits; weight++) {
    weights.forEach((candidate, symbol) => {
      if (candidate !== weight) return;
      const end = at + shareOf(weight);
      symbols.fill(symbol, at, end);
      bits.fill(maxBits + 1 - weight, at, end);
      at = end;
    });
  }
  return { maxBits, symbols, bits };
}
