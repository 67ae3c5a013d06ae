const stampTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;
const date = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Whether `text` is a time as artifacts stamp it: `2026-01-31T12:00:00.000Z`. Comparing such texts compares the times. */
export function isStampTime(text: string): boolean {
  return stampTime.test(text) && exists(text);
}

/** Whether `text` is an ISO 8601 time in UTC, of any precision. */
export function isInstant(text: string): boolean {
  return instant.test(text) && exists(text);
}

/** Whether `text` is an ISO 8601 date, or a date and time with or without a zone. */
export function isDate(text: string): boolean {
  return date.test(text) && exists(text);
}

/** Date.parse takes 30 February for 2 March. */
function exists(text: string): boolean {
  const day = text.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return false;
  return !Number.isNaN(Date.parse(text));
}
