import type { SqlValue } from '../sqlReader';

/** Seconds since 1970 as ISO 8601 in UTC, with all digits that were recorded; `null` when it is no time. */
export function isoTime(seconds: SqlValue): string | null {
  if (typeof seconds !== 'number' || !(seconds >= 1 && seconds < 1e11)) return null;
  const [whole = '', digits = ''] = String(seconds).split('.');
  const time = new Date(Number(whole) * 1000).toISOString();
  return time.replace(/\.\d+Z$/, `.${digits.padEnd(3, '0')}Z`);
}
