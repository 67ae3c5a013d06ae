/**
 * What each weight is of their sum, in percent with one digit after the point, so that what is shown adds up to 100: the
 * largest remainders are rounded up (Hamilton's method). 0 for all when all are 0.
 */
export function percentShares(weights: readonly number[]): readonly number[] {
  const largest = Math.max(...weights);
  if (!(largest > 0)) return weights.map(() => 0);
  // Divided by the largest first, as the sum of large numbers is infinite.
  const sum = weights.reduce((total, weight) => total + weight / largest, 0);
  const tenths = weights.map(weight => (weight / largest / sum) * 1000);
  const whole = tenths.map(Math.floor);
  const missing = 1000 - whole.reduce((total, tenth) => total + tenth, 0);
  const byRemainder = tenths
    .map((tenth, index) => ({ index, remainder: tenth % 1 }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) whole[index] = (whole[index] ?? 0) + 1;
  return whole.map(tenth => tenth / 10);
}
