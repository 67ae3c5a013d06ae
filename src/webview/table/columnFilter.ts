import type { ColumnType } from '../../core/column';
import { isPlainObject } from '../../core/json';

/** What to do with cells that have no value: missing ones and NaN, which are told apart. */
export type BlankFilter = 'hide' | 'missing' | 'nan' | 'blank';

/** Which rows a column lets through. JSON, so that it can be remembered. Bounds are text, as they were typed. */
export interface ColumnFilter {
  /** Numbers: the smallest value that passes. */
  readonly from?: string;
  /** Numbers: the largest value that passes. */
  readonly to?: string;
  /** Texts and categories: what must be in the text, upper or lower case. */
  readonly contains?: string;
  /** Categories and booleans: the values that pass, as text. */
  readonly among?: readonly string[];
  /** `hide` cells without a value, or show only those that are missing, NaN, or either. */
  readonly blanks?: BlankFilter;
}

/** A bound as it compares with cells: exact for integers of any size. `undefined` for what is not a number. */
export function readBound(text: string): number | bigint | undefined {
  const trimmed = text.trim().replace('−', '-').replace('∞', 'Infinity');
  if (/^[+-]?\d+$/.test(trimmed)) return BigInt(trimmed.replace('+', ''));
  const value = trimmed === '' ? NaN : Number(trimmed);
  return Number.isNaN(value) ? undefined : value;
}

/** Whether the filter lets everything through. A bound that is not a number, perhaps as it is still typed, bounds nothing. */
export function isOpen(filter: ColumnFilter): boolean {
  return filterWords('', filter) === '';
}

/** Whether a column of this type can hold NaN. */
export function canBeNaN(type: ColumnType): boolean {
  return type === 'float64';
}

/** A filter in words: `cost 1 to 3`. Empty when it is open. */
export function filterWords(name: string, filter: ColumnFilter): string {
  const { contains = '', among, blanks } = filter;
  const [from, to] = [boundWords(filter.from), boundWords(filter.to)];
  const only = blanks === undefined || blanks === 'hide' ? undefined : onlyWords[blanks];
  if (only !== undefined) return `${name} ${only}`;
  const words = [
    ...(from !== '' && to !== '' ? [`${from} to ${to}`] : []),
    ...(from !== '' && to === '' ? [`at least ${from}`] : []),
    ...(from === '' && to !== '' ? [`at most ${to}`] : []),
    ...(contains !== '' ? [`with "${contains}"`] : []),
    ...(among !== undefined ? [among.length === 0 ? 'none of its values' : among.join(', ')] : []),
    ...(blanks === 'hide' ? ['neither missing nor NaN'] : []),
  ];
  return words.length === 0 ? '' : `${name} ${words.join(', ')}`;
}

function boundWords(text = ''): string {
  return readBound(text) === undefined ? '' : text.trim();
}

const onlyWords = {
  missing: 'missing',
  nan: 'NaN',
  blank: 'missing or NaN',
} as const;

/** The filter that was remembered; what another version may have written is left out. */
export function readFilter(json: unknown): ColumnFilter {
  if (!isPlainObject(json)) return {};
  const { from, to, contains, among, blanks } = json;
  const isBlankFilter = (value: unknown): value is BlankFilter =>
    ['hide', 'missing', 'nan', 'blank'].includes(value as string);
  return {
    ...(typeof from === 'string' && { from }),
    ...(typeof to === 'string' && { to }),
    ...(typeof contains === 'string' && { contains }),
    ...(Array.isArray(among) && { among: among.filter(each => typeof each === 'string') }),
    ...(isBlankFilter(blanks) && { blanks }),
  };
}
