import { cellAt } from '../../core/column';
import type { Cell, Column } from '../../core/column';
import type { OptimizationResult } from '../../core/result';
import { allSteps } from '../../core/steps';
import type { Steps } from '../../core/steps';

/**
 * The values of a result as CSV (RFC 4180 with `\n`): a line of names, then a line per row, UTF-8 without a byte order mark.
 * Floats are the shortest text that reads back to the same bits and always look like floats (`1.0`, `-0.0`, `NaN`, `inf`),
 * booleans are `True` and `False` as pandas writes them, a missing value is an empty cell, an empty text is `""`.
 * Text is written as it is, also where a spreadsheet would take it for a formula: an export must not change data.
 */
export function toCsv(result: OptimizationResult): Uint8Array {
  return allSteps(csvSteps(result));
}

/** As many cells as are written in one step. */
const cellsAtOnce = 5000;

/** The same as {@link toCsv}, some rows a step. */
export function* csvSteps({ columns, rowCount }: OptimizationResult): Steps<Uint8Array> {
  const encoder = new TextEncoder();
  const names = columns.map(({ variable }) => quoted(variable.name)).join(',');
  const pieces = [encoder.encode(`${names}\n`)];
  const texts = columns.map(cellWriter);
  const rowsAtOnce = Math.max(1, Math.floor(cellsAtOnce / columns.length));
  for (let start = 0; start < rowCount; start += rowsAtOnce) {
    const end = Math.min(rowCount, start + rowsAtOnce);
    const lines: string[] = [];
    for (let row = start; row < end; row++) {
      const line = texts.map(text => text(row)).join(',');
      // Readers skip empty lines, which would lose the row.
      lines.push(line === '' ? '""' : line);
    }
    pieces.push(encoder.encode(`${lines.join('\n')}\n`));
    yield end / rowCount;
  }
  return joined(pieces);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const piece of pieces) {
    whole.set(piece, start);
    start += piece.length;
  }
  return whole;
}

function cellWriter(column: Column): (row: number) => string {
  return column.type === 'float64'
    ? row => floatText(cellAt(column, row) as number | null)
    : row => cellText(cellAt(column, row));
}

function floatText(value: number | null): string {
  if (value === null) return '';
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'True' : 'False';
  return typeof cell === 'string' ? quoted(cell) : String(cell);
}

function quoted(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
