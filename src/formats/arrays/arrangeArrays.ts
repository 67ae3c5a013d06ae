import type { Column } from '../../core/column';
import type { Json, JsonObject } from '../../core/json';
import { customaryLetters, customaryName, letterColumn, roleOfLetter } from './customaryNames';
import { arrayJson, asNumbers, columnOfArray } from './plainArray';
import type { PlainArray } from './plainArray';

/** Cells of arrays that make no column, but are kept. */
const mostKept = 1000;
const mostColumns = 10_000;

/** Named arrays as one table. */
export interface ArrangedArrays {
  /** Design variables, objectives, constraints, others. */
  readonly columns: readonly Column[];
  /** Small arrays that do not align with the rows, by name. */
  readonly others: JsonObject;
  /** What became of those that are no columns. */
  readonly notes: readonly string[];
  /** Whether the names say what the columns are for. */
  readonly hasRoles: boolean;
}

/**
 * Brings arrays that share their rows into one table. `X`, `F`, `G`, `H` and `CV` (bare, or behind a common prefix as in
 * `pop_F`) have the roles that pymoo gives them; a single solution's arrays of one dimension are one row. Others are
 * observables.
 */
export function arrangeArrays(arrays: ReadonlyMap<string, PlainArray>): ArrangedArrays {
  const letters = chooseLetters([...arrays.keys()]);
  const named = [...arrays].map(([name, array]) => ({ name, array, letter: letters.get(name) }));
  const ordered = [
    ...customaryLetters.flatMap(letter => named.filter(entry => entry.letter === letter)),
    ...named.filter(({ letter }) => letter === undefined),
  ];
  const rowCount = rowsOf(ordered);
  const columns: Column[] = [];
  const others: [string, Json][] = [];
  const notes: string[] = [];
  const taken = new Set<string>();
  for (const entry of ordered) {
    const width = widthOf(entry, rowCount);
    if (width !== undefined && width <= mostColumns) {
      columns.push(...columnsOf(entry, { rowCount, width, taken }));
    } else if (isSmall(entry.array)) {
      others.push([entry.name, arrayJson(entry.array)]);
    } else {
      notes.push(leftOut(entry, rowCount));
    }
  }
  return { columns, others: Object.fromEntries(others), notes, hasRoles: letters.size > 0 };
}

interface NamedArray {
  readonly name: string;
  readonly array: PlainArray;
  readonly letter: string | undefined;
}

/** Array → letter, for all names with the prefix of the objectives or variables that come first; bare letters go before. */
function chooseLetters(names: readonly string[]): ReadonlyMap<string, string> {
  const parts = names.flatMap(name => {
    const part = customaryName(name);
    return part === undefined ? [] : [{ name, ...part }];
  });
  const leads = parts.filter(({ letter }) => letter === 'F' || letter === 'X');
  const lead = leads.find(({ prefix }) => prefix === '') ?? leads[0];
  const chosen = parts.filter(({ prefix }) => prefix === lead?.prefix);
  return new Map(chosen.map(({ name, letter }) => [name, letter]));
}

/** Rows of the table: those of an array of two dimensions, objectives first; else one solution; else of what comes first. */
function rowsOf(named: readonly NamedArray[]): number {
  const lettered = named.filter(({ letter }) => letter !== undefined);
  const tables = lettered.filter(({ array }) => array.shape.length === 2);
  const table = tables.find(({ letter }) => letter === 'F') ?? tables[0];
  if (table !== undefined) return table.array.shape[0] as number;
  if (lettered.length > 0) return 1;
  const listed = named.find(({ array }) => array.shape.length === 1 || array.shape.length === 2);
  return listed?.array.shape[0] ?? 1;
}

/** Columns that the array makes of so many rows; `undefined` when it does not align. */
function widthOf({ array, letter }: NamedArray, rowCount: number): number | undefined {
  const [first, second, ...deeper] = array.shape;
  if (deeper.length > 0) return undefined;
  if (first === undefined) return rowCount === 1 ? 1 : undefined;
  if (second !== undefined) return first === rowCount ? second : undefined;
  if (rowCount === 1 && letter !== undefined) return first;
  return first === rowCount ? 1 : undefined;
}

function columnsOf(
  { name, array, letter }: NamedArray,
  { rowCount, width, taken }: { rowCount: number; width: number; taken: Set<string> },
): readonly Column[] {
  const choice = roleOfLetter(letter) ?? { role: 'observable' as const };
  const needsNumbers = choice.role !== 'design' && choice.role !== 'observable';
  const cells = needsNumbers ? asNumbers(array) : array;
  const described =
    needsNumbers && cells.type === 'string' ? { role: 'observable' as const } : choice;
  return Array.from({ length: width }, (_, index) => {
    const wanted =
      letter === undefined ? plainColumn(name, index, width) : letterColumn(letter, index, width);
    const called = uniqueName(wanted, taken);
    return columnOfArray(cells, { index, rowCount, width }, { name: called, ...described });
  });
}

function plainColumn(name: string, index: number, width: number): string {
  return width === 1 && name !== '' ? name : `${name || 'column'}_${index + 1}`;
}

function uniqueName(wanted: string, taken: Set<string>): string {
  let unique = wanted;
  for (let count = 2; taken.has(unique); count++) unique = `${wanted}_${count}`;
  taken.add(unique);
  return unique;
}

function isSmall({ shape }: PlainArray): boolean {
  return shape.length <= 2 && shape.reduce((product, size) => product * size, 1) <= mostKept;
}

function leftOut({ name, array: { shape } }: NamedArray, rowCount: number): string {
  const what = `The array "${name}" of shape (${shape.join(', ')}) is left out`;
  const wide = shape.length === 2 && shape[0] === rowCount;
  return wide
    ? `${what}: it would be more than ${mostColumns} columns.`
    : `${what}: it does not align with the ${rowCount} rows.`;
}
