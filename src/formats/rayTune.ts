import type { JsonObject } from '../core/json';
import type { Detection, FolderFormat, ImportedResult, ReadOptions, SourceFolder } from './format';
import { importedResult } from './importedResult';
import { isoSeconds } from './isoTime';
import { findState } from './rayTune/readState';
import { readTrials, trialFolders } from './rayTune/readTrials';
import type { RayExperiment } from './rayTune/readTrials';
import { trialDrafts } from './rayTune/trialDrafts';
import { applyAsked, askedColumns, proposeAsked } from './roles/askedColumns';

/** Folders of Ray Tune's experiments, finished or still growing: one row per trial. Ray does not say which metric counts. */
export const rayTune: FolderFormat = {
  id: 'ray-tune',
  title: 'Ray Tune experiment',
  holds: 'one',
  detect,
  propose: async folder => proposeAsked(askedColumns(trialDrafts(await readTrials(folder)))),
  read,
};

async function detect(folder: SourceFolder): Promise<Detection | undefined> {
  const name = await findState(folder);
  const state = name === undefined ? undefined : await folder.file(name);
  if (state !== undefined) {
    const isState = /^\s*\{\s*"(?:trial_data|checkpoints|runner_data|stats)"/.test(
      new TextDecoder().decode(state.head.subarray(0, 1000)),
    );
    return isState ? { confidence: 0.95 } : undefined;
  }
  const [first] = await trialFolders(folder);
  if (first === undefined) return undefined;
  const hasReports = await Promise.all(
    ['result.json', 'progress.csv'].map(file => folder.file(`${first}/${file}`)),
  );
  return hasReports.every(file => file !== undefined) ? { confidence: 0.8 } : undefined;
}

async function read(
  folder: SourceFolder,
  { roles }: ReadOptions,
): Promise<readonly ImportedResult[]> {
  const experiment = await readTrials(folder);
  const { trials, stateFile, start } = experiment;
  const runDate = isoSeconds(start);
  const isEvaluated = trials.filter(({ status }) => /^(?:TERMINATED|ERROR)$/.test(status));
  const found = importedResult({
    name: folder.name,
    source: { tool: 'Ray Tune', file: folder.name, ...(stateFile && { state: stateFile }) },
    problem: {
      solver: 'Ray Tune',
      ...(runDate && { runDate }),
      nEvaluations: isEvaluated.length,
    },
    ...applyAsked(folder.name, askedColumns(trialDrafts(experiment)), roles),
    metadata: extrasJson(experiment),
    notes: ['Metrics are those that each trial reported last.', ...experiment.notes],
    unread: experiment.unread,
    stateColumn: 'state',
  });
  return [found];
}

/** Longest text of failures that is kept. */
const longestError = 4000;

function extrasJson({ trials, history }: RayExperiment): JsonObject {
  const extras = trials.flatMap(({ number, id, error }) => {
    const reported = history.of(id);
    if (error === undefined && reported === undefined) return [];
    const extra = {
      ...(reported && { history: reported }),
      ...(error !== undefined && { error: error.slice(0, longestError).toWellFormed() }),
    };
    return [[String(number), extra] as const];
  });
  return extras.length === 0 ? {} : { trials: Object.fromEntries(extras) };
}
