import { cellKind, readNpyHeader } from '../arrays/npyHeader';
import { parsePythonJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import type { SqlValue } from '../sqlReader';
import { isObject } from '../jsonFields';

/** Absolute name → value, a number or nested lists of numbers; discrete variables may be anything. */
export type CaseValues = ReadonlyMap<string, PythonJson>;

/**
 * The variables of one case: JSON since format version 3, a NumPy array of one record before.
 * @throws {SyntaxError} when they are neither; the message follows "Expected … ".
 */
export function readCaseValues(value: SqlValue | undefined): CaseValues {
  if (value === null || value === undefined) return new Map();
  if (value instanceof Uint8Array) return readRecord(value);
  const found = parsePythonJson(String(value));
  if (found === null) return new Map();
  if (!isObject(found)) throw new SyntaxError('expected an object of variables');
  return new Map(Object.entries(found));
}

/** One field of NumPy's description of a record: name, kind of the cells, shape. */
const field =
  /\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*,\s*'([^']*)'\s*(?:,\s*\(([\d\s,]*)\)\s*)?\)\s*,?\s*/y;

function readRecord(bytes: Uint8Array): CaseValues {
  const header = readNpyHeader(bytes);
  if (typeof header === 'string') throw new SyntaxError(`the array ${header.replace(/\.$/, '')}`);
  // What is recorded without values is an array of Python's None, which is a pickle.
  if (/^\|?O/.test(header.descr)) return new Map();
  const inner = /^\[([^]*)\]$/.exec(header.descr)?.[1];
  if (inner === undefined) throw new SyntaxError(`expected a record, found ${header.descr}`);
  const values = new Map<string, PythonJson>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = header.start;
  field.lastIndex = 0;
  while (field.lastIndex < inner.length) {
    const match = field.exec(inner);
    if (match === null) throw new SyntaxError(`cannot read the record ${inner.slice(0, 80)}`);
    const [, single, double, descr = '', shape = ''] = match;
    const count = (shape.match(/\d+/g) ?? []).reduce((size, next) => size * Number(next), 1);
    const list = readNumbers(view, { start, count, descr });
    values.set(single ?? double ?? '', shape === '' ? (list[0] ?? null) : list);
    start += count * 8;
  }
  return values;
}

interface Span {
  readonly start: number;
  readonly count: number;
  readonly descr: string;
}

/** OpenMDAO makes all of its arrays of doubles before it records them. */
function readNumbers(view: DataView, { start, count, descr }: Span): readonly number[] {
  const kind = cellKind(descr);
  if (typeof kind === 'string' || kind.kind !== 'f' || kind.size !== 8) {
    throw new SyntaxError(`expected doubles, found ${JSON.stringify(descr)}`);
  }
  if (start + count * 8 > view.byteLength) throw new SyntaxError('the array ends too early');
  return Array.from({ length: count }, (_, index) =>
    view.getFloat64(start + index * 8, kind.isLittleEndian),
  );
}
