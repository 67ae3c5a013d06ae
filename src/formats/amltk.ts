import Papa from 'papaparse';
import type { Column } from '../core/column';
import { Companions } from './companions';
import type { ConfigSpace } from './configSpace/configSpace';
import { readSpace } from './configSpace/readSpace';
import { readTable } from './csv/readTable';
import { metricColumn, metricOf } from './deepcave/metricName';
import type { Detection, Format, ImportedResult, SourceFile } from './format';
import { importedResult } from './importedResult';
import { nameWithoutExtension } from './keyName';
import { readParquet } from './parquet/readParquet';
import { headText } from './text/decodeText';

/** Histories that AMLTK's `History.to_parquet` and `to_csv` write: a report of a trial per row. */
export const amltk: Format = {
  id: 'amltk',
  title: 'AMLTK history',
  holds: 'one',
  detect,
  read,
};

const configPrefix = 'config:';
/** Parquet keeps the names of columns at the end of the file. */
const footerBytes = 65_536;

async function detect(file: SourceFile): Promise<Detection | undefined> {
  if (isParquet(file)) {
    const footer = await footerText(file);
    const isHistory = ['metric:', configPrefix, 'trial_seed', 'reported_at'].every(name =>
      footer.includes(name),
    );
    return isHistory ? { confidence: 0.9 } : undefined;
  }
  const [header = ''] = headText(file)?.split(/\r?\n/, 1) ?? [];
  const [names = []] = Papa.parse<string[]>(header, { delimiter: ',' }).data;
  const isHistory =
    ['status', 'trial_seed', 'reported_at'].every(name => names.includes(name)) &&
    names.some(name => metricOf(name) !== undefined);
  return isHistory ? { confidence: 0.9 } : undefined;
}

function isParquet({ head }: SourceFile): boolean {
  return String.fromCharCode(...head.subarray(0, 4)) === 'PAR1';
}

async function footerText(file: SourceFile): Promise<string> {
  let text = '';
  for await (const chunk of file.chunks(Math.max(0, file.size - footerBytes))) {
    text += new TextDecoder('latin1').decode(chunk);
  }
  return text;
}

async function read(file: SourceFile): Promise<readonly ImportedResult[]> {
  const table = isParquet(file) ? await readParquet(file) : await readTable(file);
  const companions = new Companions(file.folder);
  const space = await readSpace(companions);
  const names = table.columns.map(({ variable }) => variable.name);
  const columns = table.columns.map(column => withRole(column, names, space));
  const isUsual = nameWithoutExtension(file.name) === 'history';
  const found = importedResult({
    name: (isUsual && file.folder.name) || nameWithoutExtension(file.name),
    source: { tool: 'AMLTK', file: file.name },
    problem: { nEvaluations: columns[0]?.values.length ?? 0 },
    columns,
    metadata: space === undefined ? {} : { configSpace: space.json },
    notes: [...table.notes, 'Times of reports are as AMLTK wrote them, without a zone.'],
    unread: [...('unread' in table ? table.unread : []), ...companions.unread],
    stateColumn: 'status',
  });
  return [found];
}

/** `config:<component>:<parameter>` and `metric:<name> [<bounds>] (<direction>)`; what else is there was measured. */
function withRole(
  column: Column,
  names: readonly string[],
  space: ConfigSpace | undefined,
): Column {
  const metric = metricColumn(column, names);
  if (metric !== undefined) return metric;
  const { name } = column.variable;
  if (!name.startsWith(configPrefix) || name === configPrefix) {
    return { ...column, variable: { name, role: 'observable' } };
  }
  const own = name.slice(configPrefix.length);
  const variable = space?.parameters.get(own)?.variable;
  const shown = names.includes(own) ? name : own;
  return { ...column, variable: { name: shown, role: 'design', ...variable } };
}
