import { FormatError } from '../formatError';
import { readCells } from './npyCells';
import { cellKind, isNpy, readNpyHeader } from './npyHeader';
import type { PlainArray } from './plainArray';

/** Where an array in NumPy's format was found. */
export interface NpyPlace {
  /** The file's base name. */
  readonly file: string;
  /** The array's name, when the file is an archive of several. */
  readonly array?: string;
}

export interface NpyArray {
  readonly array: PlainArray;
  readonly notes: readonly string[];
}

/**
 * An array of numbers, truth values or texts in NumPy's format.
 * @throws {FormatError} when it is damaged or truncated, or holds what cannot be read: objects (a pickle), records,
 * complex numbers, dates.
 */
export function readNpy(bytes: Uint8Array, place: NpyPlace): NpyArray {
  const fault = (words: string): FormatError => {
    const subject = place.array === undefined ? '' : `has the array "${place.array}", which `;
    return new FormatError(place.file, subject + words);
  };
  if (!isNpy(bytes)) throw fault('does not begin as NumPy arrays do.');
  const header = readNpyHeader(bytes);
  if (typeof header === 'string') throw fault(header);
  const kind = cellKind(header.descr);
  if (typeof kind === 'string') throw fault(kind);
  const data = bytes.subarray(header.start);
  const expected = header.shape.reduce((product, size) => product * size, kind.size);
  if (!(expected <= data.length)) {
    const found = `${data.length} bytes of cells are there, ${expected} by its header`;
    throw fault(`is cut off: ${found}. Save it again.`);
  }
  const isFollowed = data.length > expected;
  if (isFollowed && !isNpy(data, expected)) {
    const found = `${data.length} bytes of cells are there, ${expected} by its header`;
    throw fault(`is damaged: ${found}. Save it again.`);
  }
  return {
    array: {
      ...readCells(data.subarray(0, expected), kind),
      shape: header.shape,
      isFortran: header.isFortran && header.shape.length > 1,
    },
    notes: isFollowed ? ['Further arrays follow in the file: only the first is read.'] : [],
  };
}
