import type { Cell } from '../core/column';
import type { ColumnDraft } from './draftColumns';
import { stringify } from './flattenJson';
import type {
  Detection,
  Format,
  ImportedResult,
  ReadOptions,
  RoleProposal,
  SourceFile,
} from './format';
import { FormatError } from './formatError';
import { importedResult } from './importedResult';
import { entriesOf, fieldOf, isObject, itemsOf, textOf } from './jsonFields';
import { nameWithoutExtension } from './keyName';
import { isArray, toStrictJson } from './pythonJson';
import type { PythonJson } from './pythonJson';
import { applyAsked, askedColumns, proposeAsked } from './roles/askedColumns';
import { headText } from './text/decodeText';
import { readJson } from './text/readJson';

/** Experiments of HiPlot as JSON: one row per data point. Its CSV files are tables as any others. */
export const hiplot: Format = {
  id: 'hiplot',
  title: 'HiPlot experiment',
  holds: 'one',
  detect,
  propose,
  read,
};

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file) ?? '';
  const has = (name: string): boolean => new RegExp(`"${name}"\\s*:`).test(text);
  const isExperiment =
    /^\s*\{\s*"/.test(text) &&
    /"datapoints"\s*:\s*\[\s*\{/.test(text) &&
    has('uid') &&
    has('values');
  return isExperiment ? { confidence: 0.85 } : undefined;
}

async function propose(file: SourceFile): Promise<RoleProposal | undefined> {
  const { json, points } = await readPoints(file);
  return proposeAsked(askedColumns(pointDrafts(json, points)));
}

async function read(file: SourceFile, { roles }: ReadOptions): Promise<readonly ImportedResult[]> {
  const { json, points } = await readPoints(file);
  const definitions = fieldOf(json, 'parameters_definition');
  const found = importedResult({
    name: nameWithoutExtension(file.name),
    source: { tool: 'HiPlot', file: file.name },
    ...applyAsked(file.name, askedColumns(pointDrafts(json, points)), roles),
    metadata: isObject(definitions) ? { parametersDefinition: toStrictJson(definitions) } : {},
  });
  return [found];
}

async function readPoints(
  file: SourceFile,
): Promise<{ readonly json: PythonJson; readonly points: readonly PythonJson[] }> {
  const json = await readJson(file);
  const points = itemsOf(json, 'datapoints');
  const odd = points.findIndex(point => !isObject(fieldOf(point, 'values')));
  if (odd < 0 && points.length > 0) return { json, points };
  throw new FormatError(
    file.name,
    `is no HiPlot experiment: expected data points with uid and values, but number ${Math.max(odd, 0) + 1} is none.`,
    { row: Math.max(odd, 0) + 1 },
  );
}

function pointDrafts(json: PythonJson, points: readonly PythonJson[]): readonly ColumnDraft[] {
  const values = points.map(point => fieldOf(point, 'values'));
  const names = new Set(values.flatMap(of => entriesOf(of).map(([name]) => name)));
  const uid = (name: string): ColumnDraft => ({
    name,
    kind: 'datapoint',
    variable: { role: 'observable' },
    cells: points.map(point => scalarOf(fieldOf(point, name))),
  });
  return [
    uid('uid'),
    uid('from_uid'),
    ...[...names].map(name => {
      const type = textOf(json, 'parameters_definition', name, 'type');
      return {
        name,
        kind: 'value',
        variable: { role: 'observable', ...(type === 'numericlog' && { log: true }) },
        cells: values.map(of => scalarOf(fieldOf(of, name))),
        ...(type === 'categorical' && { type: 'categorical' as const }),
        isAsked: true,
      } as const;
    }),
  ];
}

function scalarOf(value: PythonJson | undefined): Cell | undefined {
  if (value === undefined || value === null || typeof value !== 'object') return value;
  return isArray(value) || isObject(value) ? stringify(value) : undefined;
}
