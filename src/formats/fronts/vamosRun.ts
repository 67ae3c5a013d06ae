import type { JsonObject } from '../../core/json';
import type { ProblemMetadata } from '../../core/result';
import type { SourceFile } from '../format';
import { FormatError } from '../formatError';
import { isObject, numberOf, textOf } from '../jsonFields';
import { toStrictJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import { readJson } from '../text/readJson';

/** What VAMOS says of a run beside its objectives. */
export interface VamosRun {
  readonly version: string | undefined;
  readonly name: string;
  readonly problem: Partial<ProblemMetadata>;
  readonly metadata: JsonObject;
}

/** What `metadata.json` beside the objectives says; `undefined` when there is none of VAMOS. */
export async function vamosRun(file: SourceFile): Promise<VamosRun | undefined> {
  const described = await file.folder.file('metadata.json');
  if (described === undefined) return undefined;
  const json = await readSound(described);
  if (textOf(json, 'artifacts', 'fun') === undefined || !isObject(json)) return undefined;
  const [name, solver] = [textOf(json, 'problem', 'label'), textOf(json, 'algorithm')];
  const evaluations = numberOf(json, 'metrics', 'evaluations');
  const time = textOf(json, 'timestamp') ?? '';
  const description = textOf(json, 'problem', 'description');
  return {
    version: textOf(json, 'vamos_version'),
    name: [name, solver, file.folder.name].filter(part => part !== undefined).join('/'),
    problem: {
      ...(name !== undefined && name !== '' && { name }),
      ...(description !== undefined && { description }),
      ...(solver !== undefined && { solver }),
      ...(!Number.isNaN(Date.parse(time)) && { runDate: new Date(time).toISOString() }),
      ...(Number.isSafeInteger(evaluations) && { nEvaluations: Math.max(0, Number(evaluations)) }),
    },
    metadata: { run: toStrictJson(json), ...(await readArtifacts(file, json)) },
  };
}

/** Small files that the run lists beside its points. */
async function readArtifacts(file: SourceFile, json: PythonJson): Promise<JsonObject> {
  const named = textOf(json, 'artifacts', 'time_ms');
  const time = named === undefined ? undefined : await file.folder.file(named);
  const milliseconds = Number(new TextDecoder().decode(time?.head).trim() || NaN);
  const config = await file.folder.file('resolved_config.json');
  const resolved = config === undefined ? undefined : await readSound(config);
  return {
    ...(Number.isFinite(milliseconds) && { timeMs: milliseconds }),
    ...(resolved !== undefined && { resolvedConfig: toStrictJson(resolved) }),
  };
}

async function readSound(file: SourceFile): Promise<PythonJson | undefined> {
  try {
    return await readJson(file);
  } catch (error) {
    // The objectives are worth having without it.
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
