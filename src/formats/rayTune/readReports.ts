import { cellAt } from '../../core/column';
import type { Cell } from '../../core/column';
import { readTable } from '../csv/readTable';
import { flattenJson } from '../flattenJson';
import type { SourceFolder, Unread } from '../format';
import { isObject } from '../jsonFields';
import { parsePythonJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
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
  const { columns, rowCount, unread } = await readTable(file);
  const reported = columns.filter(({ variable }) => !variable.name.startsWith('config/'));
  for (let row = 0; row < rowCount; row++) {
    take(new Map(reported.map(column => [column.variable.name, cellAt(column, row)])));
  }
  return { unread, isCut: false };
}
