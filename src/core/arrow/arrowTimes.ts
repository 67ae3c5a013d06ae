import type { FractionDigits } from './arrowSchema';

const secondsPerDay = 86400n;

/** ISO 8601 without a zone: `2026-01-31T12:00:00.000000001`; exact over the whole range of 64-bit counts. */
export function timestampText(count: bigint, digits: FractionDigits): string {
  const unit = 10n ** BigInt(digits);
  const days = floorDivide(count, unit * secondsPerDay);
  return `${dateText(days)}T${timeText(count - days * unit * secondsPerDay, digits)}`;
}

/** A day counted from 1970-01-01, as ISO 8601. Years outside 0–9999 get a sign, as the standard asks. */
export function dateText(days: bigint): string {
  // Days of a calendar whose years begin in March, so that the leap day comes last: Howard Hinnant,
  // "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
  const shifted = days + 719468n;
  const era = floorDivide(shifted, 146097n);
  const dayOfEra = shifted - era * 146097n;
  const yearOfEra = (dayOfEra - dayOfEra / 1460n + dayOfEra / 36524n - dayOfEra / 146096n) / 365n;
  const dayOfYear = dayOfEra - (365n * yearOfEra + yearOfEra / 4n - yearOfEra / 100n);
  const month = (5n * dayOfYear + 2n) / 153n;
  const day = dayOfYear - (153n * month + 2n) / 5n + 1n;
  const year = yearOfEra + era * 400n + (month >= 10n ? 1n : 0n);
  return `${yearText(year)}-${padded(month < 10n ? month + 3n : month - 9n, 2)}-${padded(day, 2)}`;
}

/** A time of day as ISO 8601: `12:00:00.000`. */
export function timeText(count: bigint, digits: FractionDigits): string {
  const unit = 10n ** BigInt(digits);
  const seconds = floorDivide(count, unit);
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n];
  return clock.map(part => padded(part, 2)).join(':') + fraction(count - seconds * unit, digits);
}

/** A duration in seconds as ISO 8601: `PT-90.000001S`. */
export function durationText(count: bigint, digits: FractionDigits): string {
  return `PT${decimalText(count, digits)}S`;
}

/** `count / 10^scale` in decimal digits, exact. */
export function decimalText(count: bigint, scale: number): string {
  if (scale <= 0) return String(count * 10n ** BigInt(-scale));
  const sign = count < 0n ? '-' : '';
  const text = padded(count < 0n ? -count : count, scale + 1);
  return `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

function fraction(count: bigint, digits: number): string {
  return digits === 0 ? '' : `.${padded(count, digits)}`;
}

function yearText(year: bigint): string {
  if (year >= 0n && year <= 9999n) return padded(year, 4);
  return `${year < 0n ? '-' : '+'}${padded(year < 0n ? -year : year, 6)}`;
}

function padded(value: bigint, length: number): string {
  return String(value).padStart(length, '0');
}

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return quotient * divisor > dividend ? quotient - 1n : quotient;
}
