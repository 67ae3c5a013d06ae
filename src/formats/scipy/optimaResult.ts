import type { Cell } from '../../core/column';
import type { JsonObject } from '../../core/json';
import type { Role } from '../../core/variables';
import { draftColumns } from '../draftColumns';
import type { ColumnDraft } from '../draftColumns';
import { stringify } from '../flattenJson';
import type { ImportedResult } from '../format';
import { importedResult } from '../importedResult';
import { entriesOf, fieldOf, numberOf } from '../jsonFields';
import { nameWithoutExtension } from '../keyName';
import { isArray, toStrictJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';

/** Lists of these fields get a column for each item. */
const spread = new Set(['x', 'fun', 'jac']);

/** Optima that SciPy found, one row each: the point, its value, and how the search for it ended. */
export function optimaResult(file: string, optima: readonly PythonJson[]): ImportedResult {
  // Least squares have the residuals in `fun`, and what is minimised in `cost`.
  const isLeastSquares = optima.some(optimum => numberOf(optimum, 'cost') !== undefined);
  const objective = isLeastSquares ? 'cost' : 'fun';
  const names = new Set(optima.flatMap(optimum => entriesOf(optimum).map(([name]) => name)));
  const ordered = [...new Set(['x', objective, ...names])].filter(name => names.has(name));
  const drafts = ordered.flatMap(name => fieldDrafts(name, optima, objective));
  const isVector = drafts.some(({ name }) => name === `${objective}[0]`);
  return importedResult({
    name: nameWithoutExtension(file),
    source: { tool: 'SciPy', file },
    problem: { solver: 'SciPy', ...evaluations(optima) },
    columns: draftColumns(drafts),
    metadata: extrasJson(optima),
    notes: [
      isVector
        ? 'The results are roots or residuals, of which none is an objective.'
        : `SciPy minimises: ${objective} is an objective to be minimised.`,
    ],
    assumed: isVector
      ? {}
      : { [objective]: { role: 'objective', direction: 'minimize', by: 'tool' } },
  });
}

function evaluations(optima: readonly PythonJson[]): { readonly nEvaluations?: number } {
  const counts = optima.map(optimum => numberOf(optimum, 'nfev'));
  const sum = counts.reduce<number>((all, count) => all + (count ?? 0), 0);
  return Number.isSafeInteger(sum) && sum > 0 ? { nEvaluations: sum } : {};
}

function fieldDrafts(
  name: string,
  optima: readonly PythonJson[],
  objective: string,
): readonly ColumnDraft[] {
  const values = optima.map(optimum => fieldOf(optimum, name));
  const lists = values.map(value => itemsIn(value, name));
  const length = spread.has(name) ? Math.max(0, ...lists.map(list => list.length)) : 0;
  const items = Array.from({ length }, (_, index) =>
    draftOf(
      `${name}[${index}]`,
      name === 'x' ? 'design' : 'observable',
      lists.map(list => list[index]),
    ),
  );
  const scalars = values.map(value => (isScalar(value) && name !== 'x' ? value : undefined));
  if (scalars.every(value => value === undefined)) return items;
  const role = name === objective ? 'objective' : 'observable';
  const isSound = role !== 'objective' || scalars.every(isNumber);
  return [draftOf(name, isSound ? role : 'observable', scalars), ...items];
}

/** A point in one dimension may be a number alone. */
function itemsIn(value: PythonJson | undefined, name: string): readonly PythonJson[] {
  if (value !== undefined && isArray(value)) return value;
  return name === 'x' && value !== undefined && isScalar(value) ? [value] : [];
}

function draftOf(
  name: string,
  role: Role,
  values: readonly (PythonJson | undefined)[],
): ColumnDraft {
  const cells = values.map((value): Cell | undefined =>
    value !== null && typeof value === 'object' ? stringify(value) : value,
  );
  const isFloat = role !== 'observable';
  const variable = { role, ...(role === 'objective' && { direction: 'minimize' as const }) };
  return { name, kind: 'result', variable, cells, ...(isFloat && { type: 'float64' }) };
}

function isScalar(value: PythonJson | undefined): value is Cell {
  return value !== undefined && (value === null || typeof value !== 'object');
}

function isNumber(value: PythonJson | undefined): boolean {
  return (
    value === undefined || value === null || typeof value === 'number' || typeof value === 'bigint'
  );
}

/** Matrices, populations and results inside of results, by row. */
function extrasJson(optima: readonly PythonJson[]): JsonObject {
  const extras = optima.flatMap((optimum, row) => {
    const nested = entriesOf(optimum).filter(
      ([name, value]) => !isScalar(value) && !(spread.has(name) && isArray(value)),
    );
    const json = nested.map(([name, value]) => [name, toStrictJson(value)] as const);
    return json.length === 0 ? [] : [[String(row), Object.fromEntries(json)] as const];
  });
  return extras.length === 0 ? {} : { trials: Object.fromEntries(extras) };
}
