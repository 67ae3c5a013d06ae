import { rowsText } from '../plots/placement';
import { listed } from './commonObjectives';
import type { CommonObjective, ObjectiveMatch } from './commonObjectives';
import type { Readable } from './compared';
import type { Comparison } from './comparison';

/** Why there is nothing to compare, and what to do; `undefined` when there is something. */
export function whyNothing(
  results: readonly Readable[],
  match: ObjectiveMatch,
  goals: readonly CommonObjective[],
): string | undefined {
  if (results.length < 2) return 'A comparison needs two results: tick another one above.';
  if (results.every(({ content }) => content.outline.rowCount === 0)) {
    return 'None of these results has rows yet.';
  }
  if (goals.length > 0) return undefined;
  if (match.common.length > 0) return 'Tick an objective above.';
  const without = results.filter(({ content: { outline } }) =>
    outline.columns.every(({ variable }) => variable.role !== 'objective'),
  );
  if (without.length > 0) {
    const names = listed(without.map(({ name }) => name));
    const has = without.length === 1 ? 'has' : 'have';
    return `${names} ${has} no objectives, so there is nothing to compare: leave out what has none.`;
  }
  return match.refused.length > 0
    ? 'No objective is left that means the same in all of these results.'
    : 'These results have no objective in common.';
}

/** What is to be known of the results that are compared before their figures are believed. */
export function resultNotes({ results, rows, facts }: Comparison): readonly string[] {
  const notes = results.flatMap(({ name, content: { outline } }, index) => {
    const { rows: counting, feasible, values } = rows[index] as Comparison['rows'][number];
    const front = facts.fronts[index] as Uint32Array;
    if (outline.rowCount === 0) return [`${name} has no rows yet.`];
    if (feasible === 0) return [`No row of ${name} is feasible.`];
    if (counting.length === 0) return [`No trial of ${name} is feasible and completed.`];
    if (front.length === 0) return [`No row of ${name} has a value in every objective.`];
    const infinite = front.filter(row =>
      values.some(column => !Number.isFinite(column[row])),
    ).length;
    return infinite === 0
      ? []
      : [
          `On the front of ${name}, ${rowsText(infinite)} infinite: IGD+ and ε leave out such rows.`,
        ];
  });
  return [...notes, ...sameNotes(results)];
}

function sameNotes(results: readonly Readable[]): readonly string[] {
  const ids = new Set(results.map(({ content }) => content.outline.contentId));
  return [...ids].flatMap(id => {
    const same = results.filter(({ content }) => content.outline.contentId === id);
    return same.length < 2 ? [] : [`${listed(same.map(({ name }) => name))} hold the same rows.`];
  });
}
