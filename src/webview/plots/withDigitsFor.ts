/** A value with no more digits than tell it apart from one that is a `step` away; as it is where there is no such step. */
export function withDigitsFor(value: number, step: number): number {
  if (!(step > 0) || !Number.isFinite(step)) return value;
  const digits = Math.ceil(Math.log10(Math.abs(value) / step)) + 1;
  return Number(value.toPrecision(Math.min(15, Math.max(1, digits || 1))));
}
