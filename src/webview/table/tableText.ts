import type { Column } from '../../core/column';
import { cellAt } from '../../core/column';
import { fullText } from './cellText';

/**
 * Rows of columns as tab-separated text, as spreadsheets and pandas read it: a line of names, then a line a row, each ended
 * by a line feed. Numbers have all of their digits. A missing cell is nothing, an empty text is `""`.
 */
export function tableText(columns: readonly Column[], rows: Iterable<number>): string {
  const lines = [columns.map(({ variable }) => quoted(variable.name)).join('\t')];
  for (const row of rows) {
    lines.push(columns.map(column => field(column, row)).join('\t'));
  }
  return `${lines.join('\n')}\n`;
}

function field(column: Column, row: number): string {
  const cell = cellAt(column, row);
  if (cell === '') return '""';
  return typeof cell === 'string' ? quoted(cell) : fullText(cell);
}

function quoted(text: string): string {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
