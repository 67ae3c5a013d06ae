import type { Cell } from '../core/column';
import { readFrame } from './ax/dataFrame';
import type { Measurement } from './ax/dataFrame';
import type { ColumnDraft } from './draftColumns';
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
import { isoTime } from './isoTime';
import { nameWithoutExtension } from './keyName';
import { applyAsked, askedColumns, proposeAsked } from './roles/askedColumns';
import type { AskedColumns } from './roles/askedColumns';
import { headText } from './text/decodeText';
import { readJson } from './text/readJson';

/** The table of an experiment's data alone, as `experiment.fetch_data().df.to_json()` writes it: no parameters, no goals. */
export const axData: Format = {
  id: 'ax-data',
  title: 'Ax data table',
  holds: 'one',
  detect,
  propose,
  read,
};

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file) ?? '';
  if (!/^\s*\{\s*"arm_name"\s*:\s*\{\s*"\d+"\s*:/.test(text)) return undefined;
  const isWhole = file.size <= file.head.length;
  const isTable = !isWhole || (text.includes('"metric_name"') && text.includes('"mean"'));
  return isTable ? { confidence: 0.8 } : undefined;
}

async function propose(file: SourceFile): Promise<RoleProposal | undefined> {
  return proposeAsked(await readColumns(file));
}

async function read(file: SourceFile, { roles }: ReadOptions): Promise<readonly ImportedResult[]> {
  const found = importedResult({
    name: nameWithoutExtension(file.name),
    source: { tool: 'Ax', file: file.name, kind: 'Data' },
    ...applyAsked(file.name, await readColumns(file), roles),
    notes: ['The table holds measurements alone: parameters and goals are in the experiment.'],
  });
  return [found];
}

async function readColumns(file: SourceFile): Promise<AskedColumns> {
  const measured = readFrame(await readJson(file));
  if (measured === undefined) {
    throw new FormatError(
      file.name,
      'is no table of Ax: expected the columns arm_name, metric_name and mean with the same rows.',
    );
  }
  const rows = new Map<string, Map<string, Measurement>>();
  for (const one of measured) {
    const key = JSON.stringify([one.trialIndex, one.arm]);
    const row = rows.get(key) ?? new Map<string, Measurement>();
    rows.set(key, row.set(one.metric, one));
  }
  const metrics = new Set(measured.map(({ metric }) => metric));
  return askedColumns(draftsOf([...rows.values()], [...metrics]));
}

/** Which arm, its metrics, and where there are any the errors, sample sizes and times of each metric. */
function draftsOf(
  rows: readonly ReadonlyMap<string, Measurement>[],
  metrics: readonly string[],
): readonly ColumnDraft[] {
  const firsts = rows.map(row => row.values().next().value as Measurement);
  const trials = firsts.map(({ trialIndex }) => trialIndex);
  const arms = firsts.map(({ arm }) => arm);
  const besides = metrics.flatMap(metric => {
    const measured = rows.map(row => row.get(metric));
    return Object.entries(beside).map(([name, read]) => {
      const cells = measured.map(measurement => measurement && read(measurement));
      return draft(`${metric}_${name}`, cells);
    });
  });
  return [
    draft('trial_index', trials),
    draft('arm_name', arms),
    ...metrics.map(metric => {
      const means = rows.map(row => row.get(metric)?.mean);
      return { ...draft(metric, means), type: 'float64', isAsked: true } as const;
    }),
    ...besides.filter(({ cells }) => cells.some(cell => cell !== undefined)),
  ];
}

/** What may stand beside a metric, by what its column's name ends with. */
const beside: Readonly<Record<string, (measurement: Measurement) => Cell | undefined>> = {
  sem: ({ sem }) => sem,
  n: ({ n }) => n,
  start_time: ({ start }) => isoTime(start),
  end_time: ({ end }) => isoTime(end),
};

function draft(name: string, cells: ColumnDraft['cells']): ColumnDraft {
  return { name, kind: 'arm', variable: { role: 'observable' }, cells };
}
