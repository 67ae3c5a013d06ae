import { FormatError } from '../formatError';
import type { Delimiter } from './findDelimiter';
import { isNumberText } from './cellTypes';
import { splitLines } from './splitLines';
import type { Line } from './splitLines';

/** A table of text: every column has a name of its own and a cell per row. */
export interface TextTable {
  readonly columns: readonly { readonly name: string; readonly cells: readonly string[] }[];
  readonly rowCount: number;
  readonly delimiter: Delimiter;
  /** What was repaired, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Reads delimited text, whatever it is delimited by. Names are in the first line unless all of it is numbers.
 * @throws {FormatError} with the line: no lines, quotes that do not match, more cells than names.
 */
export function parseTable(file: string, text: string): TextTable {
  const { lines, delimiter, comment } = splitLines(file, text);
  const [first] = lines;
  if (first === undefined) throw new FormatError(file, 'has no lines; a table is expected.');
  const isHeaderless = first.cells.every(cell => cell.trim() === '' || isNumberText(cell));
  const header = isHeaderless ? namesFromComment(comment, first.cells.length) : first.cells;
  const rows = isHeaderless ? lines : lines.slice(1);
  checkWidth(file, rows, header.length);
  const notes = [
    ...(isHeaderless && comment.length !== header.length
      ? ['The file has no line of names: its columns are numbered.']
      : []),
    ...notesOnShortLines(rows, header.length),
  ];
  const { names, renamed } = distinctNames(header);
  const columns = names
    .map((name, index) => ({ name, cells: rows.map(({ cells }) => cells[index] ?? '') }))
    // A delimiter at the end of every line makes a column of nothing.
    .filter(({ cells }, index) => header[index] !== '' || cells.some(cell => cell.trim() !== ''));
  return { columns, rowCount: rows.length, delimiter, notes: [...notes, ...renamed] };
}

function namesFromComment(comment: readonly string[], width: number): readonly string[] {
  return comment.length === width ? comment : Array.from({ length: width }, () => '');
}

function checkWidth(file: string, rows: readonly Line[], width: number): void {
  const long = rows.find(({ cells }) => cells.slice(width).some(cell => cell.trim() !== ''));
  if (long === undefined) return;
  throw new FormatError(
    file,
    `has ${long.cells.length} cells in line ${long.number}, but ${width} column names.`,
    { row: long.number },
  );
}

function notesOnShortLines(rows: readonly Line[], width: number): readonly string[] {
  const short = rows.filter(({ cells }) => cells.length < width).map(({ number }) => number);
  if (short.length === 0) return [];
  const some = short.slice(0, 5).join(', ') + (short.length > 5 ? ', …' : '');
  return [`${short.length} of ${rows.length} lines end early (line ${some}): the rest is missing.`];
}

/** Unnamed columns are numbered from 1, repeated names get `_2`, `_3`… */
function distinctNames(header: readonly string[]) {
  const trimmed = header.map((name, index) => name.trim() || `column_${index + 1}`);
  const taken = new Set<string>();
  const renamed: string[] = [];
  const names = trimmed.map((name, index) => {
    let unique = name;
    for (let count = 2; taken.has(unique) || isLater(unique, index); count++) {
      unique = `${name}_${count}`;
    }
    if (unique !== name)
      renamed.push(`Column ${index + 1} repeats the name "${name}": it is called "${unique}".`);
    taken.add(unique);
    return unique;
  });
  return { names, renamed };

  function isLater(unique: string, index: number): boolean {
    return unique !== trimmed[index] && trimmed.includes(unique, index + 1);
  }
}
