import type { JsonObject } from '../../core/json';
import type { ColumnDraft } from '../draftColumns';
import type { ImportedResult } from '../format';
import { FormatError } from '../formatError';
import type { Hdf5Reader } from '../hdf5/hdf5Reader';
import { dataJson, groupJson, textsOf } from '../hdf5/hdf5Json';
import { importedResult } from '../importedResult';
import { isObject } from '../jsonFields';
import { toStrictJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import type { AssignedRoles } from '../roles/applyRoles';
import { askedColumns } from '../roles/askedColumns';
import type { AskedColumns } from '../roles/askedColumns';
import { deckResponses } from './deckResponses';
import type { DeckResponse } from './deckResponses';
import { deckVariables } from './deckVariables';
import { findEvaluations, readEvaluations } from './evaluations';
import type { EvaluatedColumn, EvaluationTable, Evaluations } from './evaluations';
import { blockOf, entryOf, readDeck } from './inputDeck';
import type { DeckBlock } from './inputDeck';

/** The evaluations of one interface or model, with all that the file says of its study. */
export interface DakotaStudy {
  readonly name: string;
  readonly columns: AskedColumns;
  readonly rowCount: number;
  readonly version: string | undefined;
  readonly solver: string | undefined;
  readonly metadata: JsonObject;
  readonly assumed: JsonObject;
  readonly notes: readonly string[];
}

/** @throws {FormatError} when no evaluations are stored. */
export function readStudies(file: string, reader: Hdf5Reader): readonly DakotaStudy[] {
  const { found, notes } = findEvaluations(reader);
  if (found.length === 0) {
    throw new FormatError(
      file,
      'holds results of Dakota, but no evaluations: set "interface_selection simulation" below "results_output hdf5" in the input deck.',
    );
  }
  const attributes = Object.fromEntries(
    reader.attributes('').map(name => [name, dataJson(reader.attribute('', name)) ?? null]),
  );
  const deck = readDeck(textsOf(reader.attribute('', 'input'))[0] ?? '');
  const methods = methodsJson(reader);
  return found.map(evaluations => {
    const study = studyOf(readEvaluations(reader, evaluations.path), evaluations, deck);
    const isWithMethods = Object.keys(methods).length > 0;
    return {
      ...study,
      version: textAt(attributes, 'dakota_version'),
      solver: solverOf(deck, textAt(attributes, 'top_method')),
      metadata: {
        study: toStrictJson(attributes),
        ...study.metadata,
        ...(isWithMethods && { methods: toStrictJson(methods) }),
      },
      notes: [...study.notes, ...notes],
    };
  });
}

/** The study as a result, its columns in the roles that were settled for them. */
export function studyResult(
  file: string,
  study: DakotaStudy,
  { columns, assumed }: AssignedRoles,
): ImportedResult {
  const { name, version, solver, rowCount, metadata, notes } = study;
  return importedResult({
    name,
    source: { tool: 'Dakota', ...(version && { version }), file, kind: 'hdf5' },
    problem: { ...(solver && { solver }), nEvaluations: rowCount },
    columns,
    metadata,
    notes,
    assumed: { ...study.assumed, ...assumed },
  });
}

function studyOf(
  { ids, variables, responses, metadata, notes }: EvaluationTable,
  { path, model }: Evaluations,
  deck: readonly DeckBlock[],
): Omit<DakotaStudy, 'version' | 'solver'> {
  const blocks = blocksOf(deck, model);
  const said = deckResponses(blocks.responses);
  const isSaid = said.length === responses.length;
  const drafts = [
    ...(ids.length > 0 ? [observable('eval_id', 'evaluation', ids)] : []),
    ...variableDrafts(variables, blocks.variables),
    ...responses.flatMap((column, index) =>
      responseDrafts(column, isSaid ? said[index] : undefined),
    ),
    ...metadata.map(({ name, cells }) => observable(name, 'metadata', cells)),
  ];
  const columns = askedColumns(drafts);
  const isMinimised = said.some(({ isAssumed }) => isAssumed) && isSaid;
  return {
    name: path.replace(/^interfaces\//, ''),
    columns,
    rowCount: responses[0]?.cells.length ?? 0,
    metadata: {
      evaluations: path,
      variableTypes: Object.fromEntries(variables.map(({ name, type }) => [name, type])),
    },
    assumed: isMinimised ? minimised(columns) : {},
    notes: [
      ...(isMinimised ? ['The input deck gives no sense: Dakota minimises objectives.'] : []),
      ...(isSaid
        ? []
        : ['What the responses are for is not known: the input deck lists other ones, or none.']),
      ...notes,
    ],
  };
}

/** Which variables and responses a model has. */
function blocksOf(deck: readonly DeckBlock[], model: string) {
  const own = deck.find(
    ({ kind, entries }) => kind === 'model' && entryOf(entries, 'id_model')?.texts[0] === model,
  );
  const block = (kind: string): DeckBlock | undefined =>
    blockOf(deck, kind, entryOf(own?.entries ?? [], `${kind}_pointer`)?.texts[0]);
  return { variables: block('variables'), responses: block('responses') };
}

function variableDrafts(
  variables: readonly EvaluatedColumn[],
  block: DeckBlock | undefined,
): readonly ColumnDraft[] {
  const said = deckVariables(block);
  return variables.map(({ name, type, columnType, cells }) => ({
    name,
    kind: 'variable',
    // State variables are settings that a method leaves alone.
    variable: { role: type.includes('STATE') ? 'observable' : 'design', ...said.get(name) },
    cells,
    type: columnType,
  }));
}

function responseDrafts(
  { name, cells }: EvaluatedColumn,
  said: DeckResponse | undefined,
): readonly ColumnDraft[] {
  const { columns, isAsked } = said ?? {
    columns: [{ suffix: '', variable: { role: 'observable' } as const }],
    isAsked: true,
  };
  return columns.map(({ suffix, variable }) => ({
    name: `${name}${suffix}`,
    kind: 'response',
    variable,
    cells,
    type: 'float64',
    ...(isAsked && { isAsked }),
  }));
}

function observable(name: string, kind: string, cells: ColumnDraft['cells']): ColumnDraft {
  return { name, kind, variable: { role: 'observable' }, cells };
}

function minimised({ columns }: AskedColumns): JsonObject {
  return Object.fromEntries(
    columns.flatMap(({ variable: { name, role, direction } }) =>
      role === 'objective' && direction ? [[name, { role, direction, by: 'tool' }]] : [],
    ),
  );
}

/** What methods found, e.g. the best parameters: method → execution → name → value. */
function methodsJson(reader: Hdf5Reader): { readonly [method: string]: PythonJson } {
  return Object.fromEntries(
    reader
      .keys('methods')
      .filter(method => reader.isGroup(`methods/${method}/results`))
      .map(method => [method, groupJson(reader, `methods/${method}/results`)]),
  );
}

/** Keywords of any method; the first other one is its name. */
const generalKeywords =
  /^(?:method|id_method|output|silent|quiet|normal|verbose|debug|final_solutions|model_pointer|scaling|max_iterations|max_function_evaluations|convergence_tolerance|constraint_tolerance|speculative)$/;

/** The method that the study runs, e.g. `soga`. */
function solverOf(deck: readonly DeckBlock[], id: string | undefined): string | undefined {
  const entries = blockOf(deck, 'method', id)?.entries ?? [];
  return entries.find(({ keyword }) => !generalKeywords.test(keyword))?.keyword;
}

function textAt(value: PythonJson, name: string): string | undefined {
  const found = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return typeof found === 'string' ? found : undefined;
}
