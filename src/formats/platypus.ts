import type { Cell } from '../core/column';
import type { ColumnDraft } from './draftColumns';
import { draftColumns } from './draftColumns';
import { stringify } from './flattenJson';
import type { Detection, Format, ImportedResult, SourceFile } from './format';
import { FormatError } from './formatError';
import { importedResult } from './importedResult';
import { fieldOf, isObject, itemsOf, numberOf, textOf } from './jsonFields';
import { nameWithoutExtension } from './keyName';
import { describeConstraint, describeObjective, describeVariable } from './platypus/problem';
import { isArray, toStrictJson } from './pythonJson';
import type { PythonJson } from './pythonJson';
import { headText } from './text/decodeText';
import { readJson } from './text/readJson';

/**
 * Solutions that Platypus saved as JSON: alone, or with the algorithm and the problem, which say directions and
 * constraints.
 */
export const platypus: Format = {
  id: 'platypus',
  title: 'Platypus solutions as JSON',
  holds: 'one',
  detect,
  read,
};

const refusal =
  'is the saved state of a Platypus algorithm (jsonpickle): reading one may run any program, so nothing in it is executed. Save the solutions with platypus.save_json instead.';

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file)?.trimStart() ?? '';
  if (/^\{[^]*"py\/object"\s*:\s*"platypus\./.test(text)) return { confidence: 0.9, refusal };
  const solutions = /^\[\s*\{\s*"variables"\s*:\s*\[[^]*?\]\s*,\s*"objectives"\s*:\s*\[/;
  if (text.startsWith('[')) return solutions.test(text) ? { confidence: 0.9 } : undefined;
  const isRun = /^\{\s*"algorithm"\s*:\s*\{/.test(text) && text.includes('"nobjs"');
  return isRun ? { confidence: 0.9 } : undefined;
}

async function read(file: SourceFile): Promise<readonly ImportedResult[]> {
  const json = await readJson(file);
  const solutions = isArray(json) ? json : itemsOf(json, 'result');
  const problem = fieldOf(json, 'problem') ?? null;
  const drafts = draftsOf(file.name, solutions, problem);
  if (drafts.length === 0) {
    throw new FormatError(file.name, 'has no solutions, and does not say what they would hold.');
  }
  const hasDirections = itemsOf(problem, 'directions').length > 0;
  const objectives = drafts.filter(({ variable }) => variable.role === 'objective');
  const evaluations = numberOf(json, 'algorithm', 'nfe');
  const [name, solver] = [textOf(problem, 'name'), textOf(json, 'algorithm', 'name')];
  const found = importedResult({
    name: nameWithoutExtension(file.name),
    source: { tool: 'Platypus', file: file.name },
    problem: {
      ...(name && { name }),
      ...(solver !== undefined && { solver }),
      ...(Number.isSafeInteger(evaluations) && { nEvaluations: Math.max(0, Number(evaluations)) }),
    },
    columns: draftColumns(drafts),
    metadata: isObject(problem) ? { problem: toStrictJson(problem) } : {},
    notes: hasDirections
      ? []
      : ['Platypus minimises objectives unless told otherwise; the file does not say directions.'],
    assumed: hasDirections
      ? {}
      : Object.fromEntries(
          objectives.map(({ name }) => [
            name,
            { role: 'objective', direction: 'minimize', by: 'tool' },
          ]),
        ),
  });
  return [found];
}

const lists = [
  { key: 'variables', count: 'nvars', letter: 'x', describe: describeVariable },
  { key: 'objectives', count: 'nobjs', letter: 'f', describe: describeObjective },
  { key: 'constraints', count: 'nconstrs', letter: 'g', describe: describeConstraint },
] as const;

/** Columns of more are no solutions. */
const mostColumns = 10_000;

function draftsOf(
  file: string,
  solutions: readonly PythonJson[],
  problem: PythonJson,
): readonly ColumnDraft[] {
  return lists.flatMap(({ key, count, letter, describe }) => {
    const rows = solutions.map(solution => itemsOf(solution, key));
    const said = rows.length === 0 ? Math.trunc(numberOf(problem, count) ?? 0) : 0;
    const width = rows.reduce((most, { length }) => Math.max(most, length), said);
    const ragged = rows.findIndex(({ length }) => length !== width);
    if (ragged >= 0 || !(width <= mostColumns)) {
      const found = `${rows[ragged]?.length ?? width} of ${width}`;
      throw new FormatError(
        file,
        `has ${found} ${key} in solution ${ragged + 1}; all are expected to have the same.`,
        { row: ragged + 1 },
      );
    }
    return Array.from({ length: Math.max(0, width) }, (_, index) => ({
      name: `${letter}${index + 1}`,
      kind: key,
      variable: describe(problem, index),
      ...(key === 'variables'
        ? { cells: rows.map(row => toCell(row[index])) }
        : { cells: rows.map(row => toNumber(file, key, row[index])), type: 'float64' as const }),
    }));
  });
}

/** A variable may be a list: of bits, of a permutation or of a subset. */
function toCell(value: PythonJson | undefined): Cell {
  return value !== undefined && value !== null && typeof value === 'object'
    ? stringify(value)
    : (value ?? null);
}

function toNumber(file: string, key: string, value: PythonJson | undefined): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  throw new FormatError(
    file,
    `holds ${key} that are no numbers: ${stringify(value).slice(0, 40)}.`,
  );
}
