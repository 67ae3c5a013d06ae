import { parseNumber } from './parseNumber';
import { rowSplitter } from './splitRow';

/** What the beginning of a text shows of the matrix of numbers that it is. */
export interface MatrixLook {
  /** Blank lines part several sets of rows. */
  readonly hasSets: boolean;
}

/**
 * `undefined` when the text is no matrix of numbers without names: its first row must be numbers, and at least half of
 * the others as many.
 * @param isWhole whether the text ends where the file ends.
 */
export function lookAtMatrix(text: string, isWhole: boolean): MatrixLook | undefined {
  const lines = text.split('\n').map(line => line.trim());
  if (!isWhole && lines.length > 1) lines.pop();
  const start = lines.findIndex(line => line !== '' && !line.startsWith('#'));
  const first = lines[start];
  if (first === undefined) return undefined;
  const split = rowSplitter(first);
  const width = split(first).length;
  if (!isRow(split(first), width)) return undefined;
  const rest = lines.slice(start);
  // Other tools end entries with such lines.
  if (rest.some(line => line.startsWith('#') || line.startsWith('//'))) return undefined;
  const rows = rest.filter(line => line !== '');
  const sound = rows.filter(line => isRow(split(line), width));
  if (sound.length * 2 < rows.length) return undefined;
  const sets = rest
    .join('\n')
    .trim()
    .split(/\n{2,}/).length;
  const hasSets = sets > 1 && sets < rows.length;
  const comment = lines
    .slice(0, start)
    .filter(line => line !== '')
    .at(-1);
  if (
    !hasSets &&
    comment !== undefined &&
    saysMore(comment, split(comment.slice(1).trim()), width)
  ) {
    return undefined;
  }
  return { hasSets };
}

function isRow(cells: readonly string[], width: number): boolean {
  return cells.length === width && cells.every(cell => parseNumber(cell) !== undefined);
}

/** A comment may name the columns, or be the header of another tool. */
function saysMore(comment: string, words: readonly string[], width: number): boolean {
  if (/^#\s*[\w.]+\s*=/.test(comment)) return true;
  return words.length === width && words.some(word => parseNumber(word) === undefined);
}
