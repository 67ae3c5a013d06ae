import Papa from 'papaparse';
import { isNumberText } from './cellTypes';

/** What fields are parted by; `' '` stands for any run of blanks. */
export type Delimiter = ',' | ';' | '\t' | '|' | ' ';

const sampleLines = 100;
const sampleBytes = 65536;
/** In order of preference among equals: a comma may also be a decimal comma. */
const candidates: readonly Delimiter[] = ['\t', ';', '|', ','];

/** The delimiter that cuts most lines into the same number of fields; blanks only when no other does; `undefined` when none does. */
export function findDelimiter(text: string): Delimiter | undefined {
  let best: { readonly delimiter: Delimiter; readonly score: number } | undefined;
  for (const delimiter of candidates) {
    const score = scoreOf(sampleCells(text, delimiter));
    if (score > (best?.score ?? 0)) best = { delimiter, score };
  }
  return best?.delimiter ?? (isTableOfBlanks(text) ? ' ' : undefined);
}

/** Every run of blanks outside quotes as one blank, none at the ends of lines. */
export function collapseBlanks(text: string): string {
  return text
    .replace(/"(?:[^"]|"")*"|[ \t]+/g, found => (found.startsWith('"') ? found : ' '))
    .replace(/^ | $/gm, '');
}

function sampleCells(text: string, delimiter: Delimiter): readonly (readonly string[])[] {
  const { data } = Papa.parse<string[]>(text, { delimiter, preview: sampleLines });
  return data.filter(cells => cells.some(cell => cell.trim() !== ''));
}

/** Sentences have blanks too: a table has numbers in most lines, and its first line is cut like the others. */
function isTableOfBlanks(text: string): boolean {
  const lines = sampleCells(collapseBlanks(text.slice(0, sampleBytes)), ' ');
  const numeric = lines.filter(cells => cells.some(isNumberText));
  const { fields } = commonest(lines);
  return fields > 1 && lines[0]?.length === fields && numeric.length * 2 >= lines.length;
}

/** Share of lines with the commonest number of fields, then that number; 0 when most lines are not cut alike. */
function scoreOf(lines: readonly (readonly string[])[]): number {
  const { fields, count } = commonest(lines);
  const share = count / lines.length;
  return fields > 1 && share >= 0.5 ? share + fields * 1e-6 : 0;
}

function commonest(lines: readonly (readonly string[])[]) {
  const tally = new Map<number, number>();
  for (const { length } of lines) tally.set(length, (tally.get(length) ?? 0) + 1);
  const [fields, count] = [...tally].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
  return { fields, count };
}
