/** Earlier ones are no times of day but seconds since something else. */
const earliest = 1e8;
/** Later ones, beyond the year 5000, are milliseconds or no times at all. */
const latest = 1e11;

/** Whether all of these are seconds since 1970, as Python's `time.time()` counts them, and not since the start of a run. */
export function areEpochSeconds(seconds: Iterable<number>): boolean {
  let isAny = false;
  for (const value of seconds) {
    if (!(value >= earliest && value <= latest)) return false;
    isAny = true;
  }
  return isAny;
}

/** Seconds since 1970 as ISO 8601 in UTC, with as many digits as the number has. */
export function isoOfSeconds(seconds: number): string {
  const whole = new Date(Math.floor(seconds) * 1000).toISOString().replace('.000Z', '');
  const fraction = /\.\d+$/.exec(String(seconds))?.[0] ?? '';
  return `${whole}${fraction}Z`;
}
