import type { Cell, ColumnType } from '../../core/column';
import type { Hdf5Data, Hdf5Reader } from '../hdf5/hdf5Reader';
import { numbersOf, textsOf } from '../hdf5/hdf5Json';

/** Evaluations of an interface for a model, or of a model. */
export interface Evaluations {
  /** e.g. `interfaces/tb/sim` or `models/surrogate/fit`. */
  readonly path: string;
  readonly model: string;
}

/** Values of a variable or response, one per evaluation. */
export interface EvaluatedColumn {
  readonly name: string;
  /** Dakota's word for what it is, e.g. `CONTINUOUS_DESIGN`; none for responses. */
  readonly type: string;
  readonly columnType: ColumnType;
  readonly cells: readonly Cell[];
}

export interface EvaluationTable {
  readonly ids: readonly Cell[];
  readonly variables: readonly EvaluatedColumn[];
  readonly responses: readonly EvaluatedColumn[];
  /** What responses say beside their values, since version 6.16. */
  readonly metadata: readonly EvaluatedColumn[];
  readonly notes: readonly string[];
}

/** Variables lie apart by the kinds of their values. */
const domains: ReadonlyMap<string, ColumnType> = new Map([
  ['continuous', 'float64'],
  ['discrete_integer', 'int64'],
  ['discrete_string', 'categorical'],
  ['discrete_real', 'float64'],
]);

/** Where the evaluations lie: of all interfaces, and of the models that do more than pass them on. */
export function findEvaluations(reader: Hdf5Reader): {
  readonly found: readonly Evaluations[];
  readonly notes: readonly string[];
} {
  const below = (path: string) => reader.keys(path).map(name => `${path}/${name}`);
  const pathsOf = (root: string): readonly Evaluations[] =>
    below(root)
      .flatMap(below)
      .filter(path => reader.isGroup(`${path}/responses`))
      .map(path => ({ path, model: path.slice(path.lastIndexOf('/') + 1) }));
  const interfaces = pathsOf('interfaces');
  const evaluated = new Set(interfaces.map(({ model }) => model));
  const models = pathsOf('models').filter(
    ({ path, model }) => !path.startsWith('models/simulation/') || !evaluated.has(model),
  );
  const recast = models.filter(({ path }) => path.startsWith('models/recast/'));
  const names = recast.map(({ model }) => `"${model}"`).join(', ');
  return {
    found: [...interfaces, ...models.filter(model => !recast.includes(model))],
    notes: recast.length > 0 ? [`Left out is what Dakota made of the evaluations: ${names}.`] : [],
  };
}

/** @throws {Error} when the numbers of evaluations differ, or the library cannot read them. */
export function readEvaluations(reader: Hdf5Reader, path: string): EvaluationTable {
  const responses = matrixOf(reader.data(`${path}/responses/functions`));
  const scales = `_scales/${path}`;
  const names = namesOf(
    reader,
    `${path}/responses/functions`,
    `${scales}/responses/function_descriptors`,
  );
  const rowCount = responses?.rows ?? 0;
  const requested =
    matrixOf(reader.data(`${path}/properties/active_set_vector`)) ??
    matrixOf(reader.data(`${path}/metadata/active_set_vector`));
  const extra = matrixOf(reader.data(`${path}/metadata`));
  const table = {
    ids: Array.from(reader.data(`${scales}/evaluation_ids`)?.values ?? []),
    variables: [...domains.keys()].flatMap(domain => variablesOf(reader, path, domain)).sort(byId),
    responses: columnsOf(responses, names, 'response').map((column, index) => ({
      ...column,
      cells: withoutUnrequested(column.cells, requested, index),
    })),
    metadata: columnsOf(extra, namesOf(reader, `${path}/metadata`, ''), 'metadata'),
    notes: derivativeNotes(reader.keys(`${path}/responses`)),
  };
  for (const { name, cells } of [...table.variables, ...table.metadata]) {
    if (cells.length === rowCount) continue;
    throw new Error(`"${name}" has ${cells.length} values in ${rowCount} evaluations of "${path}"`);
  }
  return { ...table, ids: table.ids.length === rowCount ? table.ids : [] };
}

interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Hdf5Data['values'];
}

function matrixOf(data: Hdf5Data | undefined): Matrix | undefined {
  const [rows, columns] = data?.shape ?? [];
  if (data?.shape.length !== 2 || rows === undefined || columns === undefined) return undefined;
  return { rows, columns, values: data.values };
}

function columnsOf(
  matrix: Matrix | undefined,
  names: readonly string[],
  kind: string,
): readonly EvaluatedColumn[] {
  if (matrix === undefined) return [];
  const { rows, columns, values } = matrix;
  return Array.from({ length: columns }, (_, column) => ({
    name: names[column] ?? `${kind}_${column + 1}`,
    type: '',
    columnType: 'float64' as const,
    cells: Array.from({ length: rows }, (_, row) => values[row * columns + column] ?? null),
  }));
}

type RankedColumn = EvaluatedColumn & { readonly id: number };

function variablesOf(reader: Hdf5Reader, path: string, domain: string): readonly RankedColumn[] {
  const dataset = `${path}/variables/${domain}`;
  const scales = `_scales/${path}/variables/${domain}`;
  const types = textsOf(reader.data(`${scales}_types`));
  const ids = numbersOf(reader.data(`${scales}_ids`));
  const names = namesOf(reader, dataset, `${scales}_descriptors`);
  return columnsOf(matrixOf(reader.data(dataset)), names, domain).map((column, index) => ({
    ...column,
    type: types[index] ?? '',
    columnType: domains.get(domain) ?? 'float64',
    id: ids[index] ?? Infinity,
  }));
}

/** Ids rank variables as the input deck does; the file sorts them by their kinds of values first. */
function byId(a: RankedColumn, b: RankedColumn): number {
  return a.id === b.id ? 0 : a.id - b.id;
}

/** Names of the columns of a matrix: at the usual place, or in a scale of its second dimension. */
function namesOf(reader: Hdf5Reader, dataset: string, usual: string): readonly string[] {
  const names = textsOf(reader.data(usual));
  if (names.length > 0) return names;
  const scales = reader.scales(dataset, 1).map(scale => textsOf(reader.data(scale)));
  return scales.find(texts => texts.length > 0) ?? [];
}

/** Values that an evaluation was not asked for are filled with NaN: they are missing, those that failed are not. */
function withoutUnrequested(
  cells: readonly Cell[],
  requested: Matrix | undefined,
  column: number,
): readonly Cell[] {
  if (requested === undefined) return cells;
  const { columns, values } = requested;
  return cells.map((cell, row) => {
    const request = values[row * columns + column];
    const isLeftOut = typeof request === 'number' && (request & 1) === 0;
    return isLeftOut && Number.isNaN(cell) ? null : cell;
  });
}

function derivativeNotes(names: readonly string[]): readonly string[] {
  const found = ['gradients', 'hessians'].filter(name => names.includes(name));
  return found.length === 0 ? [] : [`Derivatives are left out: ${found.join(' and ')}.`];
}
