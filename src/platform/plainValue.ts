import type { SqlValue } from '../storage/ports';

/** An SQL value without bigints: integers are numbers where those are exact, else decimal text. */
export function plainValue(value: SqlValue | bigint): SqlValue {
  if (typeof value !== 'bigint') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
