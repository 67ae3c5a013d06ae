import { experimentResult } from './ax/experimentResult';
import type { Detection, Format, ImportedResult, SourceFile } from './format';
import { FormatError } from './formatError';
import { entriesOf, fieldOf, isObject, textOf } from './jsonFields';
import type { PythonJson } from './pythonJson';
import { headText } from './text/decodeText';
import { readJson } from './text/readJson';

/**
 * What Ax keeps as JSON: snapshots of a client (`AxClient`, `Client`) and experiments saved by themselves, of every
 * vintage since 2019. One file is one experiment.
 */
export const ax: Format = {
  id: 'ax',
  title: 'Ax experiment',
  holds: 'one',
  detect,
  read,
};

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file) ?? '';
  const isClient = /^\s*\{\s*"_type"\s*:\s*"\w*Client"\s*,\s*"experiment"\s*:/.test(text);
  const isExperiment =
    /^\s*\{\s*"__type"\s*:\s*"\w*Experiment"/.test(text) && text.includes('"search_space"');
  return isClient || isExperiment ? { confidence: 0.95 } : undefined;
}

async function read(file: SourceFile): Promise<readonly ImportedResult[]> {
  const json = await readJson(file);
  const client = textOf(json, '_type');
  const experiment = client === undefined ? json : fieldOf(json, 'experiment');
  checkParts(file, experiment);
  return [experimentResult(file, experiment, client)];
}

/** Every version of Ax writes these, even when they are empty. */
function checkParts(file: SourceFile, experiment: PythonJson | undefined): void {
  const missing = ['search_space', 'trials'].filter(name => !isObject(fieldOf(experiment, name)));
  const odd = entriesOf(experiment, 'trials').find(([index]) => !/^\d{1,9}$/.test(index))?.[0];
  if (odd !== undefined) {
    throw new FormatError(file.name, `has a trial ${JSON.stringify(odd)}: Ax numbers its trials.`);
  }
  if (missing.length === 0) return;
  throw new FormatError(
    file.name,
    `is no whole Ax experiment: expected the objects search_space and trials, but ${missing.join(' and ')} is not there. Save it again, e.g. with client.save_to_json_file().`,
  );
}
