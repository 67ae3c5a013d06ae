import type { Cell } from '../core/column';
import { draftColumns } from './draftColumns';
import type { ColumnDraft } from './draftColumns';
import { flattenJson } from './flattenJson';
import type { Detection, Format, ImportedResult, SourceFile, Unread } from './format';
import { FormatError } from './formatError';
import { importedResult } from './importedResult';
import { isObject, textOf } from './jsonFields';
import { nameWithoutExtension } from './keyName';
import type { PythonJson } from './pythonJson';
import { headText } from './text/decodeText';
import { readJsonLines } from './text/jsonLines';

/** Logs of nevergrad's `ParametersLogger`: one JSON object per evaluation, in which `#` begins whatever is no parameter. */
export const nevergrad: Format = {
  id: 'nevergrad',
  title: 'nevergrad log',
  holds: 'one',
  detect,
  read,
};

/** `#instrumentation` and `#name` until 0.4, then `#parametrization` and `#optimizer`. */
const beginning = /^\{\s*"#(?:parametrization|instrumentation)"\s*:/;
const lossName = /^#loss(?:es#\d+)?$/;

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file)?.trimStart() ?? '';
  return beginning.test(text) ? { confidence: 0.95 } : undefined;
}

async function read(file: SourceFile): Promise<readonly ImportedResult[]> {
  const { lines, unread, isCut } = await readJsonLines(file);
  const rows: ReadonlyMap<string, Cell>[] = [];
  const strange: Unread[] = [];
  for (const { number, value } of lines) {
    if (isObject(value)) rows.push(flattenJson(value));
    else strange.push({ row: number, reason: 'The line is no JSON object.' });
  }
  if (rows.length === 0) {
    throw new FormatError(file.name, 'holds no evaluation of nevergrad that can be read.');
  }
  const found = importedResult({
    name: nameWithoutExtension(file.name),
    source: { tool: 'nevergrad', file: file.name },
    problem: { solver: solverOf(lines[0]?.value), nEvaluations: rows.length },
    columns: draftColumns(drafts(rows)),
    notes: [
      'Nevergrad minimises every loss.',
      'Sessions are in the local time of the writer.',
      ...(isCut ? ['The last line is not whole yet: it is left out.'] : []),
    ],
    unread: [...unread, ...strange],
  });
  return [found];
}

function solverOf(line: PythonJson | undefined): string {
  const optimizer = textOf(line, '#optimizer') ?? textOf(line, '#name');
  return optimizer === undefined ? 'nevergrad' : `nevergrad (${optimizer})`;
}

function drafts(rows: readonly ReadonlyMap<string, Cell>[]): readonly ColumnDraft[] {
  const names = [...new Set(rows.flatMap(row => [...row.keys()]))];
  // With several objectives `#loss` is only what the optimiser made of them.
  const hasSeveral = names.some(name => name.startsWith('#losses'));
  return names.map(name => {
    const cells = rows.map(row => row.get(name));
    const isLoss = lossName.test(name) && (name !== '#loss' || !hasSeveral);
    if (isLoss && cells.every(cell => typeof cell !== 'string' && typeof cell !== 'boolean')) {
      const variable = { role: 'objective', direction: 'minimize' } as const;
      return { name: name.slice(1), kind: 'objective', variable, cells, type: 'float64' };
    }
    if (name.startsWith('#')) {
      // Positional arguments were called so until 0.4.
      const role = /^#arg\d/.test(name) ? 'design' : 'observable';
      return { name: name.slice(1), kind: 'log', variable: { role }, cells };
    }
    // `x#sigma` is the step with which x is mutated.
    const role = name.includes('#') ? 'observable' : 'design';
    return { name, kind: 'param', variable: { role }, cells };
  });
}
