/**
 * A number for the eye: as many digits as `digits` significant ones, with an ellipsis where the number has more, so that what
 * is shown is never taken for all there is. Integers are shown whole.
 */
export function numberText(value: number | bigint, digits = 6): string {
  if (typeof value === 'bigint') return value.toString();
  if (Object.is(value, -0)) return '-0';
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞';
  const short = Number(value.toPrecision(digits));
  return short === value ? String(value) : `${String(short)}…`;
}
