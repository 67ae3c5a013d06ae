import Papa from 'papaparse';
import type { Column } from '../core/column';
import { cellAt, isNull } from '../core/column';
import type { VariableMetadata } from '../core/variables';
import { bounds } from './configSpace/spaceJson';
import { readTable } from './csv/readTable';
import { metricColumn, metricOf } from './deepcave/metricName';
import type { Detection, Format, ImportedResult, SourceFile, SourceFolder } from './format';
import { FormatError } from './formatError';
import { importedResult } from './importedResult';
import { nameWithoutExtension } from './keyName';
import { headText } from './text/decodeText';

/** Tables as DeepCAVE takes them: `trials.csv`, whose names of metrics say which way is better, with `configspace.csv`. */
export const deepcaveCsv: Format = {
  id: 'deepcave-csv',
  title: 'DeepCAVE table',
  holds: 'one',
  detect,
  read,
};

/** Columns that DeepCAVE itself asks for; whatever else the space does not name is an observable, too. */
const ownColumns = new Set([
  ...['config_id', 'status', 'start_time', 'end_time', 'budget', 'seed', 'additional'],
]);

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const [header = ''] = headText(file)?.split(/\r?\n/, 1) ?? [];
  const [names = []] = Papa.parse<string[]>(header, { delimiter: ',' }).data;
  const isTable = names.includes('config_id') && names.some(name => metricOf(name) !== undefined);
  return isTable ? { confidence: 0.8 } : undefined;
}

async function read(file: SourceFile): Promise<readonly ImportedResult[]> {
  const { columns, notes, unread, rowCount } = await readTable(file);
  const space = await readSpace(file.folder);
  const names = columns.map(({ variable }) => variable.name);
  const described = columns.map(column => withRole(column, names, space.parameters));
  const found = importedResult({
    name:
      file.name === 'trials.csv' ? file.folder.name || 'trials' : nameWithoutExtension(file.name),
    source: { tool: 'DeepCAVE', file: file.name, kind: 'table' },
    problem: { nEvaluations: rowCount },
    columns: described,
    notes: [
      ...notes,
      ...(space.parameters === undefined
        ? [
            'There is no configspace.csv: every column that DeepCAVE does not know is taken for a parameter.',
          ]
        : []),
    ],
    unread: [...unread, ...space.unread],
    stateColumn: 'status',
  });
  return [found];
}

type Parameters = ReadonlyMap<string, Omit<VariableMetadata, 'name' | 'role'>>;

function withRole(
  column: Column,
  names: readonly string[],
  parameters: Parameters | undefined,
): Column {
  const metric = metricColumn(column, names);
  if (metric !== undefined) return metric;
  const { name } = column.variable;
  const parameter = parameters?.get(name);
  const isParameter =
    parameter !== undefined ||
    (parameters === undefined && !ownColumns.has(name) && metricOf(name) === undefined);
  return {
    ...column,
    variable: { name, role: isParameter ? 'design' : 'observable', ...parameter },
  };
}

/** `configspace.csv`: a parameter per line. */
async function readSpace(folder: SourceFolder) {
  try {
    const file = await folder.file('configspace.csv');
    if (file === undefined) return { parameters: undefined, unread: [] };
    const { columns, rowCount, unread } = await readTable(file);
    const parameters = new Map<string, Omit<VariableMetadata, 'name' | 'role'>>();
    for (let row = 0; row < rowCount; row++) {
      const cells = new Map(
        columns.flatMap(column =>
          isNull(column, row) ? [] : [[column.variable.name, cellAt(column, row)] as const],
        ),
      );
      const items = [...cells].filter(([name]) => /^item_\d+$/.test(name));
      const log = /^true$/i.test(String(cells.get('log')));
      parameters.set(String(cells.get('name')), {
        ...(items.length > 0
          ? { choices: items.map(([, item]) => (typeof item === 'bigint' ? Number(item) : item)) }
          : bounds({
              lower: Number(cells.get('lower') ?? NaN),
              upper: Number(cells.get('upper') ?? NaN),
              log,
            })),
      });
    }
    return { parameters, unread };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { parameters: undefined, unread: [{ reason: `Left out: ${error.message}` }] };
  }
}
