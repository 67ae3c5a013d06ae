import type { Cell } from '../../core/column';
import { typeCells } from '../csv/cellTypes';
import { parseTable } from '../csv/parseTable';
import { flattenJson } from '../flattenJson';
import type { SourceFolder, Unread } from '../format';
import { isObject } from '../jsonFields';
import { parsePythonJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import { readText } from '../text/decodeText';
import { textLines } from '../text/textLines';

/** What a trial reported once: metric, nested ones with `/` between names → value. Without the configuration. */
export type Report = ReadonlyMap<string, Cell>;

/** What a trial's folder says of its reports. */
export interface Reports {
  readonly unread: readonly Unread[];
  /** The end of the last line is not written yet. */
  readonly isCut: boolean;
}

/**
 * Hands over all reports of a trial, first to last: from `result.json`, one JSON object per line, else from `progress.csv`.
 * A last line that is cut off is being written and left out.
 */
export async function readReports(
  folder: SourceFolder,
  take: (report: Report) => void,
): Promise<Reports> {
  const file = await folder.file('result.json');
  if (file === undefined || file.size === 0) return readProgress(folder, take);
  const unread: Unread[] = [];
  for await (const { number, text, isWhole } of textLines(file)) {
    if (text.trim() === '') continue;
    const report = parseReport(text);
    if (report !== undefined) take(report);
    else if (!isWhole) return { unread, isCut: true };
    else {
      const reason = `Line ${number} of ${folder.name}/result.json is no JSON object.`;
      unread.push({ row: number, reason });
    }
  }
  return { unread, isCut: false };
}

/** What a value says but for the configuration, which every report repeats. */
export function reportOf(value: PythonJson): Report {
  const flat = flattenJson(value);
  return new Map([...flat].filter(([name]) => !/^config(?:\/|$)/.test(name)));
}

function parseReport(text: string): Report | undefined {
  try {
    const value = parsePythonJson(text);
    return isObject(value) ? reportOf(value) : undefined;
  } catch {
    // The caller names the line: nobody can mend a log that a program appends to.
    return undefined;
  }
}

async function readProgress(
  folder: SourceFolder,
  take: (report: Report) => void,
): Promise<Reports> {
  const file = await folder.file('progress.csv');
  if (file === undefined || file.size === 0) return { unread: [], isCut: false };
  const { columns } = parseTable(file.name, await readText(file));
  const typed = columns
    .filter(({ name }) => !name.startsWith('config/'))
    .map(({ name, cells }) => ({ name, cells: typeCells(cells, false).cells }));
  const rowCount = typed[0]?.cells.length ?? 0;
  for (let row = 0; row < rowCount; row++) {
    take(new Map(typed.map(({ name, cells }) => [name, cells[row] ?? null])));
  }
  return { unread: [], isCut: false };
}
