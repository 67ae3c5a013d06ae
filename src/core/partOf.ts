import type { Column } from './column';
import { OptimizationResult } from './result';
import type { ResultSet } from './resultSet';
import type { Steps } from './steps';

/** Some rows and columns of a result. */
export interface Part {
  /** 0-based, each at most once, in the order in which they shall stand; absent: all as they are. */
  readonly rows?: Uint32Array;
  /** Places of columns, likewise. */
  readonly columns?: readonly number[];
  /** How the rows were chosen, in words. */
  readonly words: string;
}

/**
 * A result of some rows and columns of another one, a step for each column. It is a new result: its metadata say under
 * `partOf` of which result it is a part (`id`, `createdAt`, `rowCount`) and how its `rows` were chosen; its result sets are
 * those of the other one as far as their rows are in it.
 * @throws {RangeError} when there is no such row or column, or a row is named twice.
 */
export function* partSteps(
  result: OptimizationResult,
  { rows, columns: places, words }: Part,
): Steps<OptimizationResult> {
  if (rows === undefined && places === undefined) return result;
  const placeOf = rows && newPlaces(rows, result.rowCount);
  const wanted = places ?? result.columns.keys();
  const columns: Column[] = [];
  for (const place of wanted) {
    const column = result.columns[place];
    if (column === undefined) throw new RangeError(`There is no column ${place}.`);
    columns.push(rows === undefined ? column : rowsOf(column, rows));
    yield columns.length / result.columns.length;
  }
  const { id, createdAt, rowCount, problem, metadata } = result;
  const before = metadata['partOf'];
  const partOf = { id, createdAt, rowCount, rows: words, ...(before && { partOf: before }) };
  return new OptimizationResult({
    problem,
    columns,
    metadata: { ...metadata, partOf },
    resultSets: placeOf === undefined ? result.resultSets : setsIn(result.resultSets, placeOf),
  });
}

/** Where each row of the whole stands in the part; -1 where it does not. */
function newPlaces(rows: Uint32Array, rowCount: number): Int32Array {
  const places = new Int32Array(rowCount).fill(-1);
  rows.forEach((row, place) => {
    if (row >= rowCount) throw new RangeError(`Row ${row} is not among the ${rowCount} rows.`);
    if (places[row] !== -1) throw new RangeError(`Row ${row} is named twice.`);
    places[row] = place;
  });
  return places;
}

function setsIn(sets: readonly ResultSet[], placeOf: Int32Array): readonly ResultSet[] {
  return sets.map(set => ({
    ...set,
    rows: set.rows
      .map(row => placeOf[row] as number)
      .filter(place => place >= 0)
      .sort((a, b) => a - b),
  }));
}

function rowsOf(column: Column, rows: Uint32Array): Column {
  const valid = column.valid && taken(new Uint8Array(rows.length), column.valid, rows);
  // What is absent means that no row is null.
  return { ...withValues(column, rows), ...(valid?.includes(0) === true && { valid }) };
}

/** The column with these rows, none of which is null. */
function withValues(column: Column, rows: Uint32Array): Column {
  const { variable, type } = column;
  const { length } = rows;
  switch (type) {
    case 'float64':
      return { variable, type, values: taken(new Float64Array(length), column.values, rows) };
    case 'int64':
      return { variable, type, values: taken(new BigInt64Array(length), column.values, rows) };
    case 'boolean':
      return { variable, type, values: taken(new Uint8Array(length), column.values, rows) };
    case 'string':
      return { variable, type, values: taken(new Array<string>(length), column.values, rows) };
    case 'categorical': {
      const values = taken(new Uint32Array(length), column.values, rows);
      return { variable, type, categories: column.categories, values };
    }
  }
}

function taken<T, A extends { [index: number]: T }>(
  target: A,
  source: { readonly [index: number]: T },
  rows: Uint32Array,
): A {
  for (let at = 0; at < rows.length; at++) target[at] = source[rows[at] as number] as T;
  return target;
}
