import { BackwardBits } from './backwardBits';
import { brokenZstd } from './brokenZstd';
import { constantTable, fseTable, readFseTable } from './fseTable';
import type { FseTable } from './fseTable';
import { nextState } from './huffmanTable';

/** What one kind of code stands for: a base, to which that many bits are added. */
interface Codes {
  readonly maxAccuracyLog: number;
  readonly usual: FseTable;
  readonly bases: readonly number[];
  readonly bits: readonly number[];
}

/** The tables of literal lengths, offsets and match lengths, for blocks that say "as before". */
export type SequenceTables = readonly [FseTable, FseTable, FseTable];

/** Is called for each sequence: take so many literals, then repeat so many bytes from so far back. */
export type OnSequence = (literals: number, offset: number, match: number) => void;

const literalBits = [1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
const matchBits = [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
// The distributions and codes of RFC 8878, 3.1.1.3.2.1.1 and 3.1.1.3.2.2.
const literalLengths = codes({
  bits: [...zeros(16), ...literalBits],
  firstBase: 0,
  maxAccuracyLog: 9,
  usual: fseTable(
    [
      4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1,
      1, -1, -1, -1, -1,
    ],
    6,
  ),
});
const matchLengths = codes({
  bits: [...zeros(32), ...matchBits],
  firstBase: 3,
  maxAccuracyLog: 9,
  usual: fseTable(
    [1, 4, 3, 2, 2, 2, 2, 2, 2, ...Array.from({ length: 37 }, () => 1), -1, -1, -1, -1, -1, -1, -1],
    6,
  ),
});
const offsets: Codes = {
  maxAccuracyLog: 8,
  usual: fseTable(
    [1, 1, 1, 1, 1, 1, 2, 2, 2, ...Array.from({ length: 15 }, () => 1), -1, -1, -1, -1, -1],
    5,
  ),
  bits: Array.from({ length: 32 }, (_, code) => code),
  bases: Array.from({ length: 32 }, (_, code) => 2 ** code),
};
const kinds = [literalLengths, offsets, matchLengths] as const;

/** The sequences section of a block (RFC 8878, 3.1.1.3.2). Returns its tables. */
export function readSequences(
  section: Uint8Array,
  earlier: SequenceTables | undefined,
  onSequence: OnSequence,
): SequenceTables | undefined {
  const { count, length } = readCount(section);
  if (count === 0) {
    if (length !== section.length) throw brokenZstd();
    return earlier;
  }
  const { tables, end } = readTables(section, length, earlier);
  const bits = new BackwardBits(section.subarray(end));
  const [literal, offset, match] = tables;
  let literalState = bits.read(literal.accuracyLog);
  let offsetState = bits.read(offset.accuracyLog);
  let matchState = bits.read(match.accuracyLog);
  for (let left = count; left > 0; left--) {
    const distance = valueOf(offsets, offset.symbols[offsetState] as number, bits);
    const matched = valueOf(matchLengths, match.symbols[matchState] as number, bits);
    const literals = valueOf(literalLengths, literal.symbols[literalState] as number, bits);
    onSequence(literals, distance, matched);
    if (left === 1) break;
    literalState = nextState(literal, literalState, bits);
    matchState = nextState(match, matchState, bits);
    offsetState = nextState(offset, offsetState, bits);
  }
  if (!bits.isAtEnd) throw brokenZstd();
  return tables;
}

function readCount(section: Uint8Array): { readonly count: number; readonly length: number } {
  const [b0, b1 = 0, b2 = 0] = section;
  if (b0 === undefined) throw brokenZstd();
  if (b0 < 128) return { count: b0, length: 1 };
  if (b0 < 255) return { count: ((b0 - 128) << 8) | b1, length: 2 };
  return { count: (b1 | (b2 << 8)) + 0x7f00, length: 3 };
}

function readTables(
  section: Uint8Array,
  modesAt: number,
  earlier: SequenceTables | undefined,
): { readonly tables: SequenceTables; readonly end: number } {
  const modes = section[modesAt] ?? 1;
  if ((modes & 3) !== 0) throw brokenZstd();
  let end = modesAt + 1;
  const read = (index: 0 | 1 | 2): FseTable => {
    const { usual, maxAccuracyLog, bits } = kinds[index];
    const maxSymbol = bits.length - 1;
    switch ((modes >> (6 - 2 * index)) & 3) {
      case 0:
        return usual;
      case 1: {
        const symbol = section[end++] ?? 255;
        if (symbol > maxSymbol) throw brokenZstd();
        return constantTable(symbol);
      }
      case 2: {
        const { table, length } = readFseTable(section.subarray(end), {
          maxAccuracyLog,
          maxSymbol,
        });
        end += length;
        return table;
      }
      default:
        if (earlier === undefined) throw brokenZstd();
        return earlier[index];
    }
  };
  return { tables: [read(0), read(1), read(2)], end };
}

function valueOf({ bases, bits }: Codes, code: number, from: BackwardBits): number {
  return (bases[code] as number) + from.read(bits[code] as number);
}

/** Codes each of which goes on where the one before ends. */
function codes({
  bits,
  firstBase,
  ...rest
}: Omit<Codes, 'bases'> & { readonly firstBase: number }): Codes {
  let next = firstBase;
  const bases = bits.map(count => {
    const base = next;
    next += 2 ** count;
    return base;
  });
  return { ...rest, bits, bases };
}

function zeros(count: number): readonly number[] {
  return Array.from({ length: count }, () => 0);
}
