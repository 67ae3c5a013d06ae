import { isNumberText } from '../csv/cellTypes';
import type { SourceFile, Unread } from '../format';
import { textLines } from '../text/textLines';

/** What was logged of several runs, one after the other. */
export interface RunLog {
  readonly names: readonly string[];
  /** Which of the runs a row is of, from 0. */
  readonly runs: readonly number[];
  /** One list per row; NaN also for what is no number. */
  readonly rows: readonly (readonly (number | null)[])[];
  readonly unread: readonly Unread[];
}

/** Reads a log in which every run begins with a line of names: parted by `|` after a percent sign, else by blanks. */
export async function readRunLog(file: SourceFile): Promise<RunLog> {
  let names: readonly string[] = [];
  let run = -1;
  const runs: number[] = [];
  const rows: (number | null)[][] = [];
  const unread: Unread[] = [];
  for await (const { text, number, isWhole } of textLines(file)) {
    const line = text.trim();
    if (line === '') continue;
    const cells = line.split(/\s+/);
    if (!isNumberText(cells[0] as string)) {
      const found = namesIn(line);
      if (found.length > names.length) names = found;
      run++;
    } else if (run >= 0 && cells.every(isCell) && cells.length >= Math.min(names.length, 3)) {
      // The last number of a log that is being written may lack digits.
      if (!isWhole && rows.length > 0 && cells.length < (rows.at(-1)?.length ?? 0)) continue;
      rows.push(cells.map(readCell));
      runs.push(run);
    } else {
      const reason = `Expected numbers for ${names.length} names, found ${JSON.stringify(line.slice(0, 60))}.`;
      unread.push({ row: number, reason });
    }
  }
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return { names: complete(names, width), runs, rows, unread };
}

function namesIn(line: string): readonly string[] {
  if (line.startsWith('%')) {
    return line
      .slice(1)
      .split('|')
      .map(name => withoutRemark(name).trim());
  }
  return (line.match(/"[^"]*"|\S+/g) ?? []).map(name => name.replaceAll('"', ''));
}

/** `noise-free fitness - Fopt (7.9e+01) + sum` without what stands in parentheses. */
function withoutRemark(name: string): string {
  const start = name.indexOf('(');
  const end = name.indexOf(')', start);
  return start < 0 || end < 0 ? name : name.slice(0, start).trimEnd() + name.slice(end + 1);
}

/** COCO's last name stands for the rest of the variables: `x2...`. */
function complete(names: readonly string[], width: number): readonly string[] {
  const said = names.filter(name => !name.endsWith('...'));
  const variables = said.filter(name => /^x\d+$/.test(name)).length;
  const first = said.length - variables;
  return Array.from(
    { length: Math.max(width, said.length) },
    (_, index) => said[index] ?? `x${index - first + 1}`,
  );
}

function isCell(text: string): boolean {
  return text === 'None' || isNumberText(text);
}

function readCell(text: string): number | null {
  if (text === 'None') return null;
  const value = Number(text);
  if (!Number.isNaN(value) || /nan/i.test(text)) return value;
  return text.startsWith('-') ? -Infinity : Infinity;
}
