import { brokenZstd } from './brokenZstd';

/** A table of finite state entropy coding (RFC 8878, 4.1): for each state its symbol and how the next state is found. */
export interface FseTable {
  readonly accuracyLog: number;
  readonly symbols: Uint8Array;
  /** Bits to be read for the next state, which are added to its base. */
  readonly bits: Uint8Array;
  readonly bases: Uint16Array;
}

export interface FseLimits {
  readonly maxAccuracyLog: number;
  readonly maxSymbol: number;
}

/** Reads the description of a table from the start of `bytes`; `length` is how many bytes it takes. */
export function readFseTable(
  bytes: Uint8Array,
  limits: FseLimits,
): { readonly table: FseTable; readonly length: number } {
  const bits = new ForwardBits(bytes);
  const accuracyLog = bits.read(4) + 5;
  if (accuracyLog > limits.maxAccuracyLog) throw brokenZstd();
  const shares: number[] = [];
  let left = 1 << accuracyLog;
  while (left > 0) {
    const share = bits.readUpTo(left + 1) - 1;
    shares.push(share);
    left -= Math.abs(share);
    for (let skipped = share === 0 ? 3 : 0; skipped === 3;) {
      skipped = bits.read(2);
      for (let index = 0; index < skipped; index++) shares.push(0);
    }
    if (shares.length > limits.maxSymbol + 1) throw brokenZstd();
  }
  if (left < 0) throw brokenZstd();
  return { table: fseTable(shares, accuracyLog), length: bits.bytesRead };
}

/** @param shares of each symbol in the states; -1 is less than one state, and gets one at the end. */
export function fseTable(shares: readonly number[], accuracyLog: number): FseTable {
  const size = 1 << accuracyLog;
  const symbols = new Uint8Array(size);
  const next = shares.map(share => Math.abs(share));
  let end = size;
  shares.forEach((share, symbol) => {
    if (share < 0) symbols[--end] = symbol;
  });
  const step = (size >> 1) + (size >> 3) + 3;
  let at = 0;
  shares.forEach((share, symbol) => {
    for (let count = 0; count < share; count++) {
      symbols[at] = symbol;
      do at = (at + step) & (size - 1);
      while (at >= end);
    }
  });
  if (at !== 0) throw brokenZstd();
  const bits = new Uint8Array(size);
  const bases = new Uint16Array(size);
  symbols.forEach((symbol, state) => {
    const number = next[symbol] as number;
    next[symbol] = number + 1;
    bits[state] = accuracyLog - 31 + Math.clz32(number);
    bases[state] = (number << bits[state]) - size;
  });
  return { accuracyLog, symbols, bits, bases };
}

/** The table of a symbol that is repeated: it takes no bits. */
export function constantTable(symbol: number): FseTable {
  return {
    accuracyLog: 0,
    symbols: Uint8Array.of(symbol),
    bits: new Uint8Array(1),
    bases: new Uint16Array(1),
  };
}

/** Reads bits from the lowest of the first byte upwards. */
class ForwardBits {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get bytesRead(): number {
    return Math.ceil(this.at / 8);
  }

  read(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index++, this.at++) {
      const byte = this.bytes[this.at >>> 3];
      if (byte === undefined) throw brokenZstd();
      value |= ((byte >>> (this.at & 7)) & 1) << index;
    }
    return value;
  }

  /** A number from 0 to `most`, of which the lower ones take a bit less where `most` is not one less than a power of two. */
  readUpTo(most: number): number {
    const short = 31 - Math.clz32(most);
    const spared = 2 ** (short + 1) - 1 - most;
    const low = this.read(short);
    if (low < spared) return low;
    return this.read(1) === 0 ? low : low + 2 ** short - spared;
  }
}
