import { numberText } from '../../page/numberText';
import { rowsText } from '../../plots/placement';
import type { ResultOutline } from '../../protocol';
import type { ImportanceAnswer, VariableFacts } from './importanceAnswer';
import { designPlaces, targetNames } from './importanceTargets';

/** Below, the bars of a forest say nothing, or only a part. */
const [little, much] = [0.2, 0.7];

/** Why there is nothing to see, and what to do; `undefined` when there is. */
export function whyNoBars(outline: ResultOutline): string | undefined {
  if (outline.rowCount === 0) return 'This result has no rows.';
  if (designPlaces(outline).length === 0) {
    return 'This result has no design variables, so there is none that could matter: give columns that role.';
  }
  if (targetNames(outline).length === 0) {
    return 'This result has no objective, constraint or observable of numbers that variables could explain.';
  }
  return undefined;
}

/** Which way the target goes with a variable, in words. */
export function directionWords({ correlation }: VariableFacts): string {
  if ('why' in correlation) return correlation.why;
  if (correlation.value === 0) return 'neither rises nor falls';
  return correlation.value > 0 ? 'rises' : 'falls';
}

/** How far the forest can be trusted. */
export function forestWords({ forest, target, usable }: ImportanceAnswer): string {
  if (forest === 'computing') return 'Growing the forest…';
  if (forest === 'constant') return `${target} has one value only: there is nothing to explain.`;
  if (forest === 'too few rows') {
    return `No permutation importance: a forest needs 10 rows, and there ${usable.rows.length === 1 ? 'is' : 'are'} ${usable.rows.length}.`;
  }
  const { outOfBagR2, rows } = forest;
  const drawn =
    rows < usable.rows.length ? `${rowsText(rows)} of these, drawn by chance` : 'all of these';
  const score = `The forest, grown from ${drawn}, explains ${numberText(Math.max(0, outOfBagR2), 2)} of the variance of ${target} in rows that its trees have not seen (out-of-bag R² ${numberText(outOfBagR2, 3)})`;
  if (outOfBagR2 < little) return `${score}: next to nothing, so its bars mean little.`;
  if (outOfBagR2 < much) return `${score}: only a part, so take its bars with care.`;
  return `${score}.`;
}

/** Sorted, the most important first; variables without a number last, as they were. */
export function sortedVariables(
  variables: readonly VariableFacts[],
  order: 'importance' | 'correlation',
): readonly VariableFacts[] {
  const strength = ({ correlation }: VariableFacts): number =>
    'why' in correlation ? -1 : Math.abs(correlation.value);
  const share = (each: VariableFacts): number => each.share ?? -1;
  const [first, second] = order === 'importance' ? [share, strength] : [strength, share];
  return [...variables].sort((a, b) => first(b) - first(a) || second(b) - second(a));
}
