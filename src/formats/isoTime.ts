import { areEpochSeconds, isoOfSeconds } from './epochTime';

/** Milliseconds since 1970 as ISO 8601 in UTC; `undefined` for what is no time. */
export function isoTime(milliseconds: number | undefined): string | undefined {
  const date = new Date(milliseconds ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Likewise for seconds since 1970, with as many digits as the number has. */
export function isoSeconds(seconds: number | undefined): string | undefined {
  return seconds !== undefined && areEpochSeconds([seconds]) ? isoOfSeconds(seconds) : undefined;
}
