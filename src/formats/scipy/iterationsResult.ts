import type { Cell } from '../../core/column';
import { draftColumns } from '../draftColumns';
import type { ColumnDraft } from '../draftColumns';
import { stringify } from '../flattenJson';
import type { ImportedResult } from '../format';
import { FormatError } from '../formatError';
import { importedResult } from '../importedResult';
import { fieldOf, itemsOf, textOf } from '../jsonFields';
import { nameWithoutExtension } from '../keyName';
import { isArray, toStrictJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import { readSpace } from './readSpace';
import type { Dimension } from './readSpace';

/**
 * All evaluations of a search by scikit-optimize, in their order.
 * @throws {FormatError} when points and values are not as many.
 */
export function iterationsResult(file: string, json: PythonJson): ImportedResult {
  const points = itemsOf(json, 'x_iters').map(point => (isArray(point) ? point : [point]));
  const values = itemsOf(json, 'func_vals');
  if (points.length !== values.length) {
    throw new FormatError(
      file,
      `holds ${points.length} points in x_iters, but ${values.length} values in func_vals: as many are expected.`,
    );
  }
  const length = points.reduce((most, point) => Math.max(most, point.length), 0);
  const space = readSpace(fieldOf(json, 'space'), length);
  const specs = fieldOf(json, 'specs') ?? null;
  const estimator = textOf(specs, 'args', 'base_estimator');
  return importedResult({
    name: nameWithoutExtension(file),
    source: { tool: 'scikit-optimize', file },
    problem: {
      solver: `scikit-optimize${estimator ? ` (${estimator.slice(0, 80)})` : ''}`.toWellFormed(),
      nEvaluations: values.length,
    },
    columns: draftColumns([
      ...Array.from({ length }, (_, index) => pointDraft(index, points, space?.[index])),
      {
        name: 'fun',
        kind: 'result',
        type: 'float64',
        variable: { role: 'objective', direction: 'minimize' },
        cells: values.map(value => numberOrNone(file, value)),
      },
    ]),
    metadata: specs === null ? {} : { specs: toStrictJson(specs) },
    notes: [
      'The search minimises: fun is an objective to be minimised.',
      ...(space === undefined ? ['The file does not say the bounds of the space.'] : []),
    ],
    assumed: { fun: { role: 'objective', direction: 'minimize', by: 'tool' } },
  });
}

function pointDraft(
  index: number,
  points: readonly (readonly PythonJson[])[],
  dimension: Dimension | undefined,
): ColumnDraft {
  const { name = `x[${index}]`, ...variable } = dimension ?? {};
  const cells = points.map((point): Cell | undefined => {
    const value = point[index];
    return value !== null && typeof value === 'object' ? stringify(value) : value;
  });
  return { name, kind: 'x', variable: { role: 'design', ...variable }, cells };
}

function numberOrNone(file: string, value: PythonJson): number | undefined {
  if (value === null) return undefined;
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  throw new FormatError(file, 'holds a value in func_vals that is no number.', {
    column: 'func_vals',
  });
}
