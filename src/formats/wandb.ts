import type { Cell } from '../core/column';
import type { Json, JsonObject } from '../core/json';
import type { ColumnDraft } from './draftColumns';
import type {
  Detection,
  FolderFormat,
  ImportedResult,
  ReadOptions,
  RoleProposal,
  SourceFolder,
} from './format';
import { importedResult } from './importedResult';
import { isoSeconds } from './isoTime';
import { entriesOf, itemsOf, textOf } from './jsonFields';
import { toStrictJson } from './pythonJson';
import { applyAsked, askedColumns, proposeAsked } from './roles/askedColumns';
import { readRuns, runFolders } from './wandb/readRuns';
import type { WandbRun } from './wandb/readRuns';

/** Folders `wandb` that Weights & Biases keeps beside a program: one row per run, with what was logged last. */
export const wandb: FolderFormat = {
  id: 'wandb',
  title: 'Weights & Biases runs',
  holds: 'one',
  detect,
  propose,
  read,
};

async function detect(folder: SourceFolder): Promise<Detection | undefined> {
  for (const name of await runFolders(folder)) {
    for (const file of ['config.yaml', 'wandb-summary.json', 'wandb-metadata.json']) {
      if ((await folder.file(`${name}/files/${file}`)) !== undefined) return { confidence: 0.9 };
    }
  }
  return undefined;
}

async function propose(folder: SourceFolder): Promise<RoleProposal | undefined> {
  return proposeAsked(askedColumns(runDrafts((await readRuns(folder)).runs)));
}

async function read(
  folder: SourceFolder,
  { roles }: ReadOptions,
): Promise<readonly ImportedResult[]> {
  const { runs, unread } = await readRuns(folder);
  const versions = new Set(runs.flatMap(({ internal }) => textOf(internal, 'cli_version') ?? []));
  const [version] = versions;
  const [first] = runs;
  const found = importedResult({
    name: folder.name,
    source: { tool: 'Weights & Biases', file: folder.name, ...(version && { version }) },
    problem: { ...(first && { runDate: startOf(first) }), nEvaluations: runs.length },
    ...applyAsked(folder.name, askedColumns(runDrafts(runs)), roles),
    metadata: extrasJson(runs),
    notes: [
      'Metrics are what each run logged last: their histories are in a binary file, run-*.wandb, which is not read.',
    ],
    unread,
  });
  return [found];
}

function runDrafts(runs: readonly WandbRun[]): readonly ColumnDraft[] {
  const summaries = namesIn(runs.map(({ summary }) => summary)).filter(
    name => !name.startsWith('_'),
  );
  const drafts = [
    observable('run_id', runs, ({ id }) => id),
    ...namesIn(runs.map(({ config }) => config)).map(name => ({
      ...observable(name, runs, ({ config }) => config.get(name)),
      kind: 'config',
      variable: { role: 'design' } as const,
    })),
    ...summaries.map(name => summaryDraft(name, runs)),
    observable('state', runs, ({ metadata }) => textOf(metadata, 'state')),
    observable('mode', runs, ({ isOffline }) => (isOffline ? 'offline' : 'online')),
    observable('start_time', runs, startOf),
    observable('step', runs, ({ summary }) => summary.get('_step')),
    { ...observable('runtime', runs, ({ summary }) => summary.get('_runtime')), ...seconds },
    observable('last_logged', runs, ({ summary }) => {
      const time = summary.get('_timestamp');
      return typeof time === 'number' ? isoSeconds(time) : undefined;
    }),
    observable(
      'tags',
      runs,
      ({ metadata }) => itemsOf(metadata, 'tags').map(textOrNone).join(', ') || undefined,
    ),
  ];
  const isThere = (cell: Cell | undefined): boolean =>
    cell !== undefined && cell !== null && cell !== '';
  return drafts.filter(
    ({ kind, name, cells }) => kind !== 'run' || name === 'run_id' || cells.some(isThere),
  );
}

const seconds = { variable: { role: 'observable', unit: 's' } } as const;

function summaryDraft(name: string, runs: readonly WandbRun[]): ColumnDraft {
  const draft = { ...observable(name, runs, ({ summary }) => summary.get(name)), kind: 'summary' };
  const isNumeric = draft.cells.every(
    cell =>
      cell === undefined || cell === null || typeof cell === 'number' || typeof cell === 'bigint',
  );
  return isNumeric ? { ...draft, isAsked: true } : draft;
}

/** What the run's own description says, else its folder's name. */
function startOf({ metadata, start }: WandbRun): string {
  return textOf(metadata, 'startedAt') ?? start;
}

/** Where and with what each run was made. */
const kept =
  /^(?:program|codePath|args|host|os|python|gpu|gpu_count|gpu_nvidia|cpu_count|git|exitcode)$/;

function extrasJson(runs: readonly WandbRun[]): JsonObject {
  const extras = runs.flatMap(({ id, metadata }) => {
    const fields = entriesOf(metadata).filter(([name]) => kept.test(name));
    const json = fields.map(([name, value]) => [name, toStrictJson(value)] as const);
    return json.length === 0 ? [] : [[id, Object.fromEntries<Json>(json)] as const];
  });
  return extras.length === 0 ? {} : { trials: Object.fromEntries(extras) };
}

function textOrNone(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function observable(
  name: string,
  runs: readonly WandbRun[],
  read: (run: WandbRun) => Cell | undefined,
): ColumnDraft {
  return { name, kind: 'run', variable: { role: 'observable' }, cells: runs.map(read) };
}

function namesIn(maps: readonly ReadonlyMap<string, Cell>[]): readonly string[] {
  return [...new Set(maps.flatMap(map => [...map.keys()]))];
}
