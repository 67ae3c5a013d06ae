import { isNumberText } from '../csv/cellTypes';

/** A number as tools write it, with `nan`, `inf`, and Fortran's exponents; `undefined` for anything else. */
export function parseNumber(text: string): number | undefined {
  if (!isNumberText(text)) return undefined;
  const value = Number(text);
  return Number.isNaN(value) ? parseUnusual(text.toLowerCase()) : value;
}

function parseUnusual(text: string): number {
  if (text.endsWith('nan')) return NaN;
  if (text.includes('inf')) return text.startsWith('-') ? -Infinity : Infinity;
  return Number(text.replace('d', 'e'));
}
