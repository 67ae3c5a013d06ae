import { stringify } from '../flattenJson';
import { entriesOf, fieldOf, isObject, itemsOf } from '../jsonFields';
import { isArray } from '../pythonJson';
import type { PythonJson } from '../pythonJson';

/** Rows of a table in one JSON document, each an object; and how they are put, in pandas' words. */
export interface DocumentTable {
  readonly orientation: 'records' | 'columns' | 'index' | 'list' | 'split' | 'table';
  readonly rows: Iterable<PythonJson>;
}

/** The table in a JSON document, in any of the ways in which pandas writes one; `undefined` when it holds none. */
export function tableOfDocument(json: PythonJson): DocumentTable | undefined {
  if (json !== null && typeof json === 'object' && isArray(json)) {
    return isRecords(json) ? { orientation: 'records', rows: json } : undefined;
  }
  if (!isObject(json)) return undefined;
  const data = itemsOf(json, 'data');
  const isTable = itemsOf(json, 'schema', 'fields').length > 0 && isRecords(data);
  if (isTable) return { orientation: 'table', rows: data };
  const names = itemsOf(json, 'columns');
  if (names.length > 0 && data.length > 0 && data.every(row => isRowOf(row, names.length))) {
    return { orientation: 'split', rows: splitRows(names, data) };
  }
  return tableOfColumns(json);
}

function tableOfColumns(json: PythonJson): DocumentTable | undefined {
  const columns = entriesOf(json);
  if (columns.length === 0) return undefined;
  const [[, first]] = columns as [readonly [string, PythonJson]];
  if (isObject(first) && columns.every(([, column]) => isFlat(column))) {
    const isIndex = columns.every(([name]) => isNumbered(name));
    if (isIndex) return { orientation: 'index', rows: columns.map(([, row]) => row) };
    const keys = new Set(columns.flatMap(([, column]) => Object.keys(column as object)));
    const isColumns = keys.size > 0 && [...keys].every(isNumbered);
    return isColumns ? { orientation: 'columns', rows: columnRows(columns, keys) } : undefined;
  }
  const length = isList(first) ? first.length : 0;
  const isLists = columns.every(
    ([, column]) => isList(column) && column.length === length && column.every(isScalar),
  );
  if (!isLists || length === 0) return undefined;
  return { orientation: 'list', rows: listRows(columns, length) };
}

function* columnRows(
  columns: readonly (readonly [string, PythonJson])[],
  keys: ReadonlySet<string>,
): Generator<PythonJson> {
  for (const key of keys) {
    yield Object.fromEntries(columns.map(([name, column]) => [name, fieldOf(column, key) ?? null]));
  }
}

function* listRows(
  columns: readonly (readonly [string, PythonJson])[],
  length: number,
): Generator<PythonJson> {
  for (let row = 0; row < length; row++) {
    yield Object.fromEntries(
      columns.map(([name, column]) => [name, (column as readonly PythonJson[])[row] ?? null]),
    );
  }
}

function* splitRows(
  names: readonly PythonJson[],
  data: readonly PythonJson[],
): Generator<PythonJson> {
  for (const row of data) {
    const cells = row as readonly PythonJson[];
    yield Object.fromEntries(
      names.map((name, index) => [
        typeof name === 'string' ? name : stringify(name),
        cells[index] ?? null,
      ]),
    );
  }
}

function isRecords(items: readonly PythonJson[]): boolean {
  return items.length > 0 && items.every(isObject);
}

function isRowOf(row: PythonJson, width: number): boolean {
  return isList(row) && row.length === width;
}

function isList(value: PythonJson): value is readonly PythonJson[] {
  return value !== null && typeof value === 'object' && isArray(value);
}

function isFlat(value: PythonJson): boolean {
  return isObject(value) && Object.values(value).every(isScalar);
}

function isScalar(value: PythonJson): boolean {
  return value === null || typeof value !== 'object';
}

/** pandas numbers the rows of a table unless told otherwise. */
function isNumbered(key: string): boolean {
  return /^\d+$/.test(key);
}
