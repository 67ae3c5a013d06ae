import { cellAt } from '../../core/column';
import type { Cell, Column } from '../../core/column';
import type { OptimizationResult } from '../../core/result';

/**
 * The values of a result as CSV (RFC 4180 with `\n`): a line of names, then a line per row, UTF-8 without a byte order mark.
 * Floats are the shortest text that reads back to the same bits and always look like floats (`1.0`, `-0.0`, `NaN`, `inf`),
 * booleans are `True` and `False` as pandas writes them, a missing value is an empty cell, an empty text is `""`.
 * Text is written as it is, also where a spreadsheet would take it for a formula: an export must not change data.
 */
export function toCsv(result: OptimizationResult): Uint8Array {
  const { columns } = result;
  const lines = [columns.map(({ variable }) => quoted(variable.name)).join(',')];
  const texts = columns.map(cellWriter);
  for (let row = 0; row < result.rowCount; row++) {
    const line = texts.map(text => text(row)).join(',');
    // Readers skip empty lines, which would lose the row.
    lines.push(line === '' ? '""' : line);
  }
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
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
