import type { SourceFile, Unread } from '../format';
import { FormatError } from '../formatError';
import { textLines } from '../text/textLines';
import type { TextLine } from '../text/textLines';
import { uniqueNames } from '../uniqueNames';
import { cellsIn, namesIn } from './columnNames';

/** A table of text parted by blanks. */
export interface Tabular {
  readonly names: readonly string[];
  /** The cells of each column. */
  readonly texts: readonly (readonly string[])[];
  readonly notes: readonly string[];
  readonly unread: readonly Unread[];
}

/**
 * Reads a table that Dakota wrote, or still writes.
 * @throws {FormatError} when it has no line of names, or none of its rows fits them.
 */
export async function readTabular(file: SourceFile): Promise<Tabular> {
  let names: readonly string[] | undefined;
  let texts: string[][] = [];
  const notes: string[] = [];
  const unread: Unread[] = [];
  let above: TextLine | undefined;
  for await (const line of textLines(file)) {
    const cells = cellsIn(line.text);
    if (cells.length === 0) continue;
    if (names === undefined) {
      names = namesIn(line.text);
      texts = names.map(() => []);
    } else if (isCutOff(line, above, cells.length < names.length)) {
      notes.push(
        `Line ${line.number} ends in the middle: Dakota was writing it. It is left out until it is whole.`,
      );
    } else if (cells.length === names.length) {
      cells.forEach((cell, index) => texts[index]?.push(cell));
    } else {
      const reason = `Expected ${names.length} cells, found ${cells.length}.`;
      unread.push({ row: line.number, reason });
    }
    above = line;
  }
  const found = names ?? [];
  checkRows(file, found, { rowCount: texts[0]?.length ?? 0, unread });
  return { names: distinct(found), texts, notes, unread };
}

/** Dakota ends each line with a blank and a line end: without them, the last number may lack digits. */
function isCutOff(line: TextLine, above: TextLine | undefined, isShort: boolean): boolean {
  if (line.isWhole) return false;
  return isShort || (above?.text.endsWith(' ') === true && !line.text.endsWith(' '));
}

function checkRows(
  file: SourceFile,
  names: readonly string[],
  { rowCount, unread }: { readonly rowCount: number; readonly unread: readonly Unread[] },
): void {
  if (names.length === 0) {
    throw new FormatError(
      file.name,
      'has no line of names: the table of a Dakota study begins with "%eval_id interface …".',
      { row: 1 },
    );
  }
  const [first] = unread;
  if (rowCount > 0 || first?.row === undefined) return;
  throw new FormatError(
    file.name,
    `has ${names.length} column names, but no row of as many cells: line ${first.row}: ${first.reason}`,
    { row: first.row },
  );
}

function distinct(names: readonly string[]): readonly string[] {
  return uniqueNames(names.map(name => ({ short: name, long: name })));
}
