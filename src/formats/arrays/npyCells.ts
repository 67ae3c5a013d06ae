import { float16 } from '../../core/arrow/float16';
import type { CellKind } from './npyHeader';
import type { ArrayCells } from './plainArray';

/** The cells in `data`, which holds nothing else. Unsigned integers beyond 63 bits become doubles where exact, else texts. */
export function readCells(data: Uint8Array, kind: CellKind): ArrayCells {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  switch (kind.kind) {
    case 'f':
      return { type: 'float64', values: floats(view, kind) };
    case 'i':
    case 'u':
      return integers(view, kind);
    case 'b':
      return { type: 'boolean', values: data.map(byte => (byte === 0 ? 0 : 1)) };
    case 'U':
      return { type: 'string', values: texts(data, kind, cell => wideText(cell, kind)) };
    case 'S':
      return { type: 'string', values: texts(data, kind, byteText) };
  }
}

function floats(view: DataView, { size, isLittleEndian }: CellKind): Float64Array {
  const values = new Float64Array(view.byteLength / size);
  for (let index = 0, at = 0; index < values.length; index++, at += size) {
    if (size === 8) values[index] = view.getFloat64(at, isLittleEndian);
    else if (size === 4) values[index] = view.getFloat32(at, isLittleEndian);
    else values[index] = float16(view.getUint16(at, isLittleEndian));
  }
  return values;
}

function integers(view: DataView, kind: CellKind): ArrayCells {
  const { size, isLittleEndian } = kind;
  const values = new BigInt64Array(view.byteLength / size);
  let isBeyond = false;
  for (let index = 0, at = 0; index < values.length; index++, at += size) {
    if (size === 8) values[index] = view.getBigInt64(at, isLittleEndian);
    else values[index] = BigInt(smallInteger(view, at, kind));
    isBeyond ||= size === 8 && kind.kind === 'u' && (values[index] as bigint) < 0n;
  }
  if (!isBeyond) return { type: 'int64', values };
  const unsigned = new BigUint64Array(values.buffer);
  const isExact = unsigned.every(value => BigInt(Number(value)) === value);
  if (!isExact) return { type: 'string', values: Array.from(unsigned, String) };
  return { type: 'float64', values: Float64Array.from(unsigned, Number) };
}

function smallInteger(
  view: DataView,
  at: number,
  { kind, size, isLittleEndian }: CellKind,
): number {
  const isSigned = kind === 'i';
  if (size === 1) return isSigned ? view.getInt8(at) : view.getUint8(at);
  if (size === 2) {
    return isSigned ? view.getInt16(at, isLittleEndian) : view.getUint16(at, isLittleEndian);
  }
  return isSigned ? view.getInt32(at, isLittleEndian) : view.getUint32(at, isLittleEndian);
}

function texts(
  data: Uint8Array,
  { size }: CellKind,
  read: (cell: Uint8Array) => string,
): readonly string[] {
  return Array.from({ length: data.length / size }, (_, index) =>
    read(data.subarray(index * size, (index + 1) * size))
      .replace(/(?<!\0)\0+$/, '')
      .toWellFormed(),
  );
}

function wideText(cell: Uint8Array, { isLittleEndian }: CellKind): string {
  const view = new DataView(cell.buffer, cell.byteOffset, cell.length);
  let text = '';
  for (let at = 0; at < cell.length; at += 4) {
    const code = view.getUint32(at, isLittleEndian);
    text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  }
  return text;
}

function byteText(cell: Uint8Array): string {
  return new TextDecoder().decode(cell);
}
