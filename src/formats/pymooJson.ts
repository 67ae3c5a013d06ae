import type { ProblemMetadata } from '../core/result';
import { arrangeArrays } from './arrays/arrangeArrays';
import { pymooConvention } from './arrays/customaryNames';
import { arrayOfJson } from './arrays/arrayOfJson';
import type { PlainArray } from './arrays/plainArray';
import type { Detection, Format, ImportedResult, SourceFile } from './format';
import { FormatError } from './formatError';
import { importedResult } from './importedResult';
import { nameWithoutExtension } from './keyName';
import { isArray, toStrictJson } from './pythonJson';
import type { PythonJson } from './pythonJson';
import { headText } from './text/decodeText';
import { readJson } from './text/readJson';

/** A pymoo result that somebody saved as a JSON object of `X`, `F`, `G`, `H`, `CV` beside anything else. */
export const pymooJson: Format = {
  id: 'pymoo-json',
  title: 'pymoo result as JSON',
  holds: 'one',
  detect,
  read,
};

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file);
  const hasArrays = text !== undefined && /[{,]\s*"(?:X|F)"\s*:\s*\[/.test(text);
  return hasArrays && /^\s*\{/.test(text) ? { confidence: 0.6 } : undefined;
}

async function read(file: SourceFile): Promise<readonly ImportedResult[]> {
  const json = await readJson(file);
  const fields =
    json !== null && typeof json === 'object' && !isArray(json) ? Object.entries(json) : [];
  const arrays = new Map<string, PlainArray>();
  const said: [string, PythonJson][] = [];
  for (const [name, value] of fields) {
    const array = isArray(value) ? arrayOfJson(value) : undefined;
    if (array !== undefined) arrays.set(name, array);
    else said.push([name, value]);
  }
  const arranged = arrangeArrays(arrays);
  if (!arranged.hasRoles || arranged.columns.length === 0) {
    throw new FormatError(
      file.name,
      'has no "X" or "F" at its top that is a list of numbers or of equally long lists of numbers.',
    );
  }
  const { notes, assumed } = pymooConvention(arranged.columns);
  const attributes = toStrictJson(Object.fromEntries(said));
  const found = importedResult({
    name: nameWithoutExtension(file.name),
    source: { tool: 'pymoo', file: file.name },
    problem: problemOf(new Map(said)),
    columns: arranged.columns,
    metadata: {
      ...(said.length > 0 && { attributes }),
      ...(Object.keys(arranged.others).length > 0 && { arrays: arranged.others }),
    },
    notes: [...arranged.notes, ...notes],
    assumed,
  });
  return [found];
}

function problemOf(said: ReadonlyMap<string, PythonJson>): Partial<ProblemMetadata> {
  const name = said.get('problem');
  const solver = said.get('algorithm');
  const evaluations = said.get('n_eval');
  return {
    ...(typeof name === 'string' && name !== '' && { name }),
    ...(typeof solver === 'string' && { solver }),
    ...(typeof evaluations === 'number' &&
      Number.isSafeInteger(evaluations) &&
      evaluations >= 0 && { nEvaluations: evaluations }),
  };
}
