import type { ResultOutline } from '../../protocol';
import { objectivesOf } from './paretoChoice';
import type { ParetoChoice } from './paretoChoice';

/** Why there is no picture, and what to do; `undefined` when there can be one. */
export function whyNoPicture(choice: ParetoChoice, outline: ResultOutline): string | undefined {
  if (outline.rowCount === 0) return 'This result has no rows yet.';
  if (choice.x !== undefined && choice.y !== undefined) return undefined;
  const [objective, ...more] = objectivesOf(outline);
  if (objective === undefined) {
    return 'This result has no objectives. Choose columns for X and Y above, and say which way is better, to see their front.';
  }
  if (more.length === 0) {
    return `This result has one objective, ${objective}: see History for how it went. To see it against another column, choose that for Y above.`;
  }
  return 'Choose a column for both X and Y above.';
}
