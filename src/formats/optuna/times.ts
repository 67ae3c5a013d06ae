/** Of times that say no zone. */
export const zoneNote =
  'Times are without zone: local time of the writer before Optuna 5.0, UTC since; the file does not say which wrote it.';

/** Of objectives that are not what a trial came to. */
export const prunedNote =
  'Pruned trials keep their last reported value as objective; see the column state.';

/** `2022-02-16 15:46:59.211391` as ISO 8601, microseconds and absence of a time zone kept. */
export function isoTime(time: string): string {
  return time.replace(' ', 'T');
}

/** Whether the time says which zone it is in. */
export function hasZone(time: string): boolean {
  return /(?:Z|[+-]\d\d:?\d\d)$/.test(time);
}

/** Whether the text is a time as Optuna writes it. */
export function isTime(time: string): boolean {
  return !Number.isNaN(toMicroseconds(time));
}

/** Seconds from `start` to `end`, exact to the microsecond; null when either is missing or not a time. */
export function secondsBetween(start: string | null, end: string | null): number | null {
  if (start === null || end === null) return null;
  const microseconds = toMicroseconds(end) - toMicroseconds(start);
  return Number.isNaN(microseconds) ? null : microseconds / 1e6;
}

/** A Date ends at milliseconds, Optuna's times at microseconds. */
function toMicroseconds(time: string): number {
  const parts =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\d*(Z|[+-]\d\d:?\d\d)?$/.exec(time);
  if (parts === null) return NaN;
  const [, day, clock, fraction = '', zone = 'Z'] = parts;
  return Date.parse(`${day}T${clock}${zone}`) * 1000 + Number(fraction.padEnd(6, '0'));
}
