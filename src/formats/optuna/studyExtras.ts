import type { Json, JsonObject } from '../../core/json';
import { isArray, parsePythonJson, toStrictJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import type { Attributes, OptunaStudy } from './study';
import type { TrialTable } from './trialTable';

/** Optuna's dashboard keeps notes in pieces under keys of their own; those of trials contain the trial's id. */
const noteKey = /^dashboard:(?:(\d+):)?note_str:(\d+)$/;
/** Descriptions of files: by the dashboard with the trial's id, by Optuna itself with the study or the trial. */
const artifactKey = /^(?:dashboard:artifacts:(\d+):|artifacts:)./;
const preferenceKey = /^preference:values./;

/** What Optuna's dashboard and its artifact stores say beside the columns, put together again. */
interface Extras {
  /** Piece → text. */
  readonly note: Map<number, string>;
  readonly artifacts: Json[];
}

/**
 * What of a study does not fit in columns. Of the study itself: `note` (Markdown), `artifacts`, `preferences` (pairs of
 * the numbers of a better and a worse trial), `userAttrs`, `systemAttrs`. Under `trials`, by number: the trial's own note
 * and artifacts, attributes that are no scalars, and `intermediateValues` by step.
 */
export function studyExtras(study: OptunaStudy): JsonObject {
  const { trials } = study;
  const ofStudy: Extras = { note: new Map(), artifacts: [] };
  const ofTrials = new Map<string, Extras>();
  const preferences: Json[] = [];
  const systemAttrs = new Map<string, PythonJson>();
  for (const [key, value] of study.systemAttrs) {
    const isTaken =
      takeNote(key, value, extrasOf) ||
      takeArtifact(key, value, extrasOf) ||
      takePreferences(key, value, preferences);
    if (!isTaken) systemAttrs.set(key, value);
  }
  return {
    ...extrasJson(ofStudy),
    ...(preferences.length > 0 && { preferences }),
    ...nonEmpty('userAttrs', attributesJson(study.userAttrs)),
    ...nonEmpty('systemAttrs', attributesJson(systemAttrs)),
    ...nonEmpty('trials', trialsJson(trials, ofTrials)),
  };

  function extrasOf(trialId: string | undefined): Extras {
    if (trialId === undefined) return ofStudy;
    const known = ofTrials.get(trialId) ?? { note: new Map<number, string>(), artifacts: [] };
    ofTrials.set(trialId, known);
    return known;
  }
}

type ExtrasOf = (trialId: string | undefined) => Extras;

function takeNote(key: string, value: PythonJson, extrasOf: ExtrasOf): boolean {
  const found = noteKey.exec(key);
  if (found === null || typeof value !== 'string') return false;
  extrasOf(found[1]).note.set(Number(found[2]), value);
  return true;
}

function takeArtifact(key: string, value: PythonJson, extrasOf: ExtrasOf): boolean {
  const found = artifactKey.exec(key);
  const artifact = found === null ? undefined : innerJson(value);
  if (artifact === undefined) return false;
  extrasOf(found?.[1]).artifacts.push(artifact);
  return true;
}

function takePreferences(key: string, value: PythonJson, preferences: Json[]): boolean {
  if (!preferenceKey.test(key) || value === null || !isArray(value)) return false;
  preferences.push(...value.map(toStrictJson));
  return true;
}

/** The value of a text of JSON; `undefined` when it is no such text. */
function innerJson(value: PythonJson): Json | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return toStrictJson(parsePythonJson(value));
  } catch {
    // Something else under a key of the same form: it stays the attribute that it is.
    return undefined;
  }
}

function extrasJson({ note, artifacts }: Extras): JsonObject {
  const pieces = [...note].sort(([a], [b]) => a - b).map(([, text]) => text);
  const text = pieces.join('');
  return {
    ...(text !== '' && { note: text.toWellFormed() }),
    ...(artifacts.length > 0 && { artifacts }),
  };
}

function trialsJson(trials: TrialTable, byId: ReadonlyMap<string, Extras>): JsonObject {
  const entries: (readonly [string, JsonObject])[] = [];
  for (let row = 0; row < trials.rowCount; row++) {
    const extras = trialJson(trials, row, byId.get(String(trials.ids.valueOf(row))));
    if (extras === undefined) continue;
    entries.push([String(trials.numbers.valueOf(row)), extras]);
  }
  return Object.fromEntries(entries);
}

/** `undefined` when all that is known of the trial is in columns: most trials of a large study. */
function trialJson(
  trials: TrialTable,
  row: number,
  ofDashboard: Extras | undefined,
): JsonObject | undefined {
  const userAttrs = trials.userAttrs.nested.get(row);
  const nested = trials.systemAttrs.nested.get(row);
  const intermediate = trials.intermediateValues.get(row);
  if (!userAttrs && !nested && !intermediate && !ofDashboard) return undefined;
  const own: Extras = {
    note: new Map(ofDashboard?.note),
    artifacts: [...(ofDashboard?.artifacts ?? [])],
  };
  const systemAttrs = [...(nested ?? [])].filter(
    ([key, value]) => !takeArtifact(key, value, () => own),
  );
  const json = {
    ...extrasJson(own),
    ...nonEmpty('userAttrs', attributesJson(userAttrs ?? new Map())),
    ...nonEmpty('systemAttrs', attributesJson(new Map(systemAttrs))),
    ...nonEmpty('intermediateValues', attributesJson(intermediate ?? new Map())),
  };
  return Object.keys(json).length > 0 ? json : undefined;
}

function attributesJson(attributes: Attributes | ReadonlyMap<number, PythonJson>): JsonObject {
  return Object.fromEntries(
    [...attributes].map(([key, value]) => [String(key), toStrictJson(value)]),
  );
}

function nonEmpty(name: string, value: JsonObject): JsonObject {
  return Object.keys(value).length > 0 ? { [name]: value } : {};
}
