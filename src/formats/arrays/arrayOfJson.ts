import { isArray } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import type { ArrayCells, PlainArray } from './plainArray';

/** A list of scalars, or of equally long lists of scalars of one kind, as an array; `undefined` for any other list. */
export function arrayOfJson(list: readonly PythonJson[]): PlainArray | undefined {
  const [first] = list;
  const isTable = first !== undefined && isArray(first);
  const rows = isTable ? list : [list];
  const width = isTable ? first.length : list.length;
  const cells: PythonJson[] = [];
  for (const row of rows) {
    if (!isArray(row) || row.length !== width) return undefined;
    for (const cell of row) cells.push(cell);
  }
  const typed = typedCells(cells);
  if (typed === undefined) return undefined;
  const hasMissing = cells.includes(null);
  return {
    ...typed,
    shape: isTable ? [list.length, width] : [width],
    isFortran: false,
    ...(hasMissing && { valid: Uint8Array.from(cells, cell => (cell === null ? 0 : 1)) }),
  };
}

function typedCells(cells: readonly PythonJson[]): ArrayCells | undefined {
  const kinds = new Set(cells.map(cell => (cell === null ? 'missing' : typeof cell)));
  kinds.delete('missing');
  if (kinds.size === 1 && kinds.has('boolean')) {
    return { type: 'boolean', values: Uint8Array.from(cells, cell => (cell === true ? 1 : 0)) };
  }
  if (kinds.size === 1 && kinds.has('string')) {
    return {
      type: 'string',
      values: cells.map(cell => (typeof cell === 'string' ? cell.toWellFormed() : '')),
    };
  }
  if ([...kinds].some(kind => kind !== 'number' && kind !== 'bigint')) return undefined;
  if (kinds.has('bigint')) {
    const integers = cells.map(cell => toInteger(cell));
    const isExact = integers.every(
      value => value !== undefined && value === BigInt.asIntN(64, value),
    );
    if (isExact)
      return { type: 'int64', values: BigInt64Array.from(integers, value => value ?? 0n) };
  }
  return { type: 'float64', values: Float64Array.from(cells, cell => Number(cell)) };
}

function toInteger(cell: PythonJson): bigint | undefined {
  if (cell === null) return 0n;
  if (typeof cell === 'bigint') return cell;
  return Number.isSafeInteger(cell) ? BigInt(cell as number) : undefined;
}
