import type { Cell } from '../../core/column';
import { numberText } from '../page/numberText';

/** A cell as it is drawn. */
export interface CellText {
  readonly text: string;
  /** All there is to it: every digit, the whole text. */
  readonly title: string;
  readonly kind: 'number' | 'text' | 'nan' | 'missing';
}

/** Longer texts are cut before they are drawn; no column is as wide. */
const longestText = 500;

export function cellText(cell: Cell): CellText {
  if (cell === null) return { text: '∅', title: 'missing: there is no value', kind: 'missing' };
  if (typeof cell === 'number' || typeof cell === 'bigint') {
    if (Number.isNaN(cell)) return { text: 'NaN', title: 'NaN: not a number', kind: 'nan' };
    return { text: numberText(cell), title: fullText(cell), kind: 'number' };
  }
  const text = String(cell);
  const shown = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  return { text: shown, title: text === '' ? 'an empty text' : text, kind: 'text' };
}

/** A cell with all of its digits, as other programs read it; nothing where it is missing. */
export function fullText(cell: Cell): string {
  if (cell === null) return '';
  return Object.is(cell, -0) ? '-0' : String(cell);
}
