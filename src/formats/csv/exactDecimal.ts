/** 10^k for |k| up to this; decimals beyond are rare. */
const largestPower = 64;
/** 2^27 + 1 splits a double into two halves whose products are exact (Dekker 1971). */
const splitter = 134217729;
/** Far above what the arithmetic below may be off by (2^-102), far below half a unit in the last place (2^-54). */
const doubt = 2 ** -98;

/** 10^k as the sum of two doubles, at `k + largestPower`. */
const powers = Array.from({ length: 2 * largestPower + 1 }, (_, at) => at - largestPower);
const highParts = Float64Array.from(powers, power => Number(`1e${power}`));
const lowParts = Float64Array.from(powers, (power, at) => lowPart(power, highParts[at] as number));

/**
 * The double nearest to (`high` · 10^`lowDigits` + `low`) · 10^`scale`; NaN when doubles of twice the precision cannot tell
 * which one that is, about once in 10^13 decimals, and beyond 10^±64. `high` and `low` are integers of up to 15 digits,
 * `lowDigits` at most 15. The arithmetic is double-double (Dekker, Numerische Mathematik 18, 1971), the test of the rounding
 * Ziv's.
 */
export function exactDecimal(high: number, low: number, lowDigits: number, scale: number): number {
  if (scale < -largestPower || scale > largestPower) return NaN;
  const shift = highParts[lowDigits + largestPower] as number;
  const product = high * shift;
  const sum = product + low;
  const added = sum - product;
  const tail = productError(high, shift, product) + (product - (sum - added) + (low - added));
  const power = highParts[scale + largestPower] as number;
  const powerTail = lowParts[scale + largestPower] as number;
  const scaled = sum * power;
  const error = productError(sum, power, scaled) + (sum * powerTail + tail * power);
  const result = scaled + error;
  const rest = error - (result - scaled);
  const margin = result * doubt;
  const isCertain = result + (rest + margin) === result && result + (rest - margin) === result;
  return isCertain ? result : NaN;
}

/** What `product`, the rounded product of two doubles, lacks. */
function productError(a: number, b: number, product: number): number {
  const aShifted = splitter * a;
  const aHigh = aShifted - (aShifted - a);
  const aLow = a - aHigh;
  const bShifted = splitter * b;
  const bHigh = bShifted - (bShifted - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** 10^power - high, to the precision of a double. */
function lowPart(power: number, high: number): number {
  if (power >= 0) return Number(10n ** BigInt(power) - BigInt(high));
  let mantissa = high;
  let halvings = 0;
  for (; !Number.isInteger(mantissa); halvings++) mantissa *= 2;
  const whole = 10n ** BigInt(-power);
  const rest = 2n ** BigInt(halvings) - BigInt(mantissa) * whole;
  return Number(rest) / Number(whole) / 2 ** halvings;
}
