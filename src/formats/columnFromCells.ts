import type { Cell, Column, ColumnType } from '../core/column';
import type { VariableMetadata } from '../core/variables';

/**
 * A column of the given type from one cell per row; `undefined` cells are missing like `null`.
 * Categories are listed in order of first appearance, after those in `knownCategories`.
 * @throws {TypeError} when a cell does not fit the type.
 */
export function columnFromCells(
  variable: VariableMetadata,
  type: ColumnType,
  cells: readonly (Cell | undefined)[],
  knownCategories: readonly string[] = [],
): Column {
  const base = { variable, ...validity(cells) };
  switch (type) {
    case 'float64':
      return { ...base, type, values: Float64Array.from(cells, cell => asNumber(cell ?? 0)) };
    case 'int64':
      return { ...base, type, values: BigInt64Array.from(cells, cell => asBigint(cell ?? 0n)) };
    case 'boolean':
      return { ...base, type, values: Uint8Array.from(cells, cell => (cell ? 1 : 0)) };
    case 'string':
      return { ...base, type, values: cells.map(cell => cellText(cell ?? '')) };
    case 'categorical':
      return { ...base, type, ...categorise(cells, knownCategories) };
  }
}

/**
 * The narrowest type that holds all cells exactly; mixed kinds and integers of more than 64 bits become `string`, no cells
 * at all `float64`.
 */
export function typeOfCells(cells: readonly (Cell | undefined)[]): ColumnType {
  const kinds = new Set<string>();
  for (const cell of cells) {
    if (cell !== null && cell !== undefined) kinds.add(typeof cell);
  }
  if (kinds.size === 0) return 'float64';
  if (kinds.size === 1) return typeOfKind(kinds, cells);
  const isNumeric = kinds.size === 2 && kinds.has('number') && kinds.has('bigint');
  const isExact = cells.every(cell => typeof cell !== 'bigint' || BigInt(Number(cell)) === cell);
  return isNumeric && isExact ? 'float64' : 'string';
}

/** A cell as text: texts as they are, others as JavaScript writes them, so that numbers come back exactly. */
export function cellText(cell: Cell): string {
  return Object.is(cell, -0) ? '-0' : String(cell);
}

function typeOfKind(kinds: ReadonlySet<string>, cells: readonly (Cell | undefined)[]): ColumnType {
  if (kinds.has('number')) return 'float64';
  if (kinds.has('bigint')) return cells.every(fitsInt64) ? 'int64' : 'string';
  return kinds.has('boolean') ? 'boolean' : 'string';
}

function fitsInt64(cell: Cell | undefined): boolean {
  return typeof cell !== 'bigint' || BigInt.asIntN(64, cell) === cell;
}

function validity(cells: readonly (Cell | undefined)[]): { readonly valid?: Uint8Array } {
  const valid = Uint8Array.from(cells, cell => (cell === null || cell === undefined ? 0 : 1));
  return valid.includes(0) ? { valid } : {};
}

function asNumber(cell: Cell): number {
  if (typeof cell === 'number' || typeof cell === 'bigint') return Number(cell);
  throw new TypeError(`Expected a number, found ${JSON.stringify(cell)}`);
}

function asBigint(cell: Cell): bigint {
  if (typeof cell === 'bigint') return cell;
  if (typeof cell === 'number' && Number.isInteger(cell)) return BigInt(cell);
  throw new TypeError(`Expected an integer, found ${JSON.stringify(cell)}`);
}

function categorise(cells: readonly (Cell | undefined)[], known: readonly string[]) {
  const indexOf = new Map(known.map((category, index) => [category, index]));
  const values = Int32Array.from(cells, cell => {
    if (cell === null || cell === undefined) return 0;
    const category = cellText(cell);
    const index = indexOf.get(category) ?? indexOf.size;
    indexOf.set(category, index);
    return index;
  });
  return { values, categories: [...indexOf.keys()] };
}
