import Papa from 'papaparse';
import { FormatError } from '../formatError';
import { collapseBlanks, findDelimiter } from './findDelimiter';
import type { Delimiter } from './findDelimiter';

export interface Line {
  /** 1-based line of the file on which it begins. */
  readonly number: number;
  readonly cells: readonly string[];
}

export interface SplitText {
  readonly lines: readonly Line[];
  readonly delimiter: Delimiter;
  /** The cells of a comment right above the first line, where numpy and others put names. */
  readonly comment: readonly string[];
}

/**
 * Splits a text into lines and cells. Empty lines and a block of `#` or `%` comments at the top are left out.
 * @throws {FormatError} with the line, when quotes do not close.
 */
export function splitLines(file: string, text: string): SplitText {
  const unified = unifyLineEnds(text);
  const comments = /^(?:[#%].*\n)*/.exec(unified)?.[0] ?? '';
  const body = unified.slice(comments.length);
  const delimiter = findDelimiter(body) ?? ',';
  const lastComment =
    comments
      .split('\n')
      .at(-2)
      ?.replace(/^[#%]+\s*/, '') ?? '';
  const place = { delimiter, firstLine: comments.split('\n').length };
  return {
    lines: parse(file, body, place),
    delimiter,
    comment: parse(file, lastComment, place)[0]?.cells ?? [],
  };
}

/** Files glued together from several systems have both kinds; papaparse would leave `\r` in cells. */
function unifyLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function parse(
  file: string,
  text: string,
  { delimiter, firstLine }: { readonly delimiter: Delimiter; readonly firstLine: number },
): readonly Line[] {
  const source = delimiter === ' ' ? collapseBlanks(text) : text;
  const { data, errors } = Papa.parse<string[]>(source, { delimiter, newline: '\n' });
  const lines: Line[] = [];
  // Looking into every cell for line ends would take as long as parsing.
  const hasQuotes = source.includes('"');
  let number = firstLine;
  const fault = errors.find(error => error.type === 'Quotes');
  data.forEach((cells, index) => {
    if (fault?.row === index) throw quoteFault(file, number, fault.message);
    if (cells.length > 1 || cells[0]?.trim()) lines.push({ number, cells });
    number += 1 + (hasQuotes ? newlinesIn(cells) : 0);
  });
  return lines;
}

function newlinesIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
}

function quoteFault(file: string, row: number, reason: string): FormatError {
  const what = `cannot be split into cells: the quotes in line ${row} do not match (${reason}).`;
  return new FormatError(file, `${what} Quotes inside a quoted cell are doubled.`, { row });
}
