/**
 * A number for the eye: its first `digits` significant digits, but never fewer than those before the point, with an ellipsis
 * where it has more. What is shown is always how the number begins: nothing is rounded, so 0.9999999 never looks like 1.
 * Integers are shown whole.
 */
export function numberText(value: number | bigint, digits = 6): string {
  if (typeof value === 'bigint') return value.toString();
  if (Object.is(value, -0)) return '-0';
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞';
  // The shortest text that reads back as this very number.
  const [, sign = '', whole = '', fraction = '', exponent = ''] =
    /^(-?)(\d+)(?:\.(\d+))?(e.+)?$/.exec(String(value)) ?? [];
  const leadingZeros = whole === '0' ? (/^0*/.exec(fraction)?.[0].length ?? 0) : 0;
  const before = whole === '0' ? 0 : whole.length;
  // One digit after the point stays, else the ellipsis would seem to stand for digits of an integer.
  const kept = fraction.slice(0, Math.max(1, digits - before) + leadingZeros);
  if (kept === fraction) return String(value);
  return `${sign}${whole}.${kept}…${exponent}`;
}
