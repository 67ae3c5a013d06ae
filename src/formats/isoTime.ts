/** Milliseconds since 1970 as ISO 8601 in UTC; `undefined` for what is no time. */
export function isoTime(milliseconds: number | undefined): string | undefined {
  const date = new Date(milliseconds ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
