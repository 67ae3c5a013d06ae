/**
 * A whole number with its thousands apart, `1,234,567`. `toLocaleString` says the same, but its first call takes as long as
 * a panel takes to draw its table.
 */
export function countText(count: number): string {
  let digits = String(Math.abs(count));
  let groups = '';
  for (; digits.length > 3; digits = digits.slice(0, -3)) groups = `,${digits.slice(-3)}${groups}`;
  return `${count < 0 ? '-' : ''}${digits}${groups}`;
}
