import { countText } from '../../../core/countText';
import { numberText } from '../../page/numberText';
import { rowsText } from '../../plots/placement';
import type { ResultOutline } from '../../protocol';
import type { DecideAnswer } from './decideAnswer';
import { criteriaOf, goalsOf } from './decideChoice';
import type { DecideChoice, DecideCriterion, Start } from './decideChoice';
import { percentShares } from './shares';

export const methodNames = { topsis: 'TOPSIS', sum: 'weighted sum' } as const;

/** Why there is nothing to decide; `undefined` where there may be something. */
export function whyNothing(choice: DecideChoice, outline: ResultOutline): string | undefined {
  if (outline.rowCount === 0) return 'This result has no rows.';
  if (criteriaOf(choice, outline).length === 0) {
    return 'This result has no objectives: add a column to decide by, and say which way is better.';
  }
  return undefined;
}

/** e.g. `40 of 52 rows that were selected; 12 that are infeasible or did not complete are left out`. */
export function startWords({ start, from, criteria }: DecideAnswer): string {
  const { rows, chosen, leftOut } = from;
  const are = leftOut === 1 ? 'is' : 'are';
  const without =
    leftOut === 0
      ? ''
      : `; ${countText(leftOut)} that ${are} infeasible or did not complete ${are} left out`;
  return `${countText(rows.length)} of ${rowsText(chosen)}${placeWords(start, criteria)}${without}`;
}

function placeWords(start: Start, criteria: readonly DecideCriterion[]): string {
  switch (start.kind) {
    case 'front': {
      const goals = goalsOf(criteria).map(({ name }) => name);
      return ` on the front of ${goals.join(', ')}`;
    }
    case 'all':
      return '';
    case 'selection':
      return ' that were selected';
    case 'set':
      return ` of the set "${start.name}"`;
  }
}

/** e.g. `12 of 132 kept; 2 that are infinite or missing in an objective are left out, too`. */
export function keptWords({ start, from, kept, thinning, unfinite }: DecideAnswer): string {
  const words = `${countText(kept.length)} of ${countText(from.rows.length)} kept`;
  if (thinning.kind === 'none') return words;
  const are = unfinite === 1 ? 'is' : 'are';
  const leftOut = [
    ...(start.kind === 'front' ? [] : ['dominated ones']),
    ...(unfinite === 0
      ? []
      : [`${countText(unfinite)} that ${are} infinite or missing in an objective`]),
  ];
  if (leftOut.length === 0) return words;
  const verb = start.kind === 'front' ? are : 'are';
  return `${words}; ${leftOut.join(' and ')} ${verb} left out, too`;
}

/** Why there is no ranking to show; `undefined` when there is one. */
export function whyNoRanking(answer: DecideAnswer): string | undefined {
  const { start, from, kept, ranking } = answer;
  if (from.chosen === 0) {
    return start.kind === 'selection'
      ? 'Nothing is selected: select rows in a plot or in the table, and they are ranked here.'
      : 'This set has no rows.';
  }
  if (from.leftOut === from.chosen) {
    return `None of the ${rowsText(from.chosen)} is feasible and of a trial that completed.`;
  }
  if (from.rows.length === 0) return 'No feasible row has a value in every objective.';
  if (ranking === undefined) return 'All weights are 0: give at least one criterion a weight.';
  if (ranking.rows.length === 0) {
    return `None of the ${rowsText(kept.length)} is finite in every criterion, so none can be ranked.`;
  }
  return undefined;
}

/** Which row is the best, in words; empty where none is. */
export function bestWords({ ranking, criteria, values }: DecideAnswer, method: string): string {
  const [row] = ranking?.rows ?? [];
  if (ranking === undefined || row === undefined) return '';
  const equal = ranking.ranks.filter(rank => rank === 1).length;
  const facts = criteria.map(({ name, variable }, index) => {
    const unit = variable.unit === undefined ? '' : ` ${variable.unit}`;
    return `${name} ${numberText(values[index]?.[row] ?? NaN)}${unit}`;
  });
  const others = equal > 1 ? ` and ${rowsText(equal - 1)} as good` : '';
  const alone = ranking.rows.length === 1 ? ', the only one' : '';
  const score = numberText(ranking.scores[0] ?? NaN, 4);
  return `Best by ${method}: row ${row}${alone}${others} (score ${score}): ${facts.join(', ')}`;
}

/** e.g. `cost 60 % (minimize), mass 40 % (maximize)`. */
export function weightWords(criteria: readonly DecideCriterion[]): string {
  const shares = percentShares(criteria.map(({ weight }) => weight));
  return criteria
    .map(({ name, direction }, index) => `${name} ${shares[index] ?? 0} % (${direction})`)
    .join(', ');
}

/** How the rows were thinned, in words; `undefined` when they were not. */
export function thinningWords({ thinning, ranges }: DecideAnswer): string | undefined {
  switch (thinning.kind) {
    case 'none':
      return undefined;
    case 'epsilon': {
      const names = [...ranges.keys()];
      const edges = thinning.epsilon.map((edge, at) => `${names[at] ?? ''} ${numberText(edge, 4)}`);
      return `ε-dominance (ε of ${edges.join(', ')})`;
    }
    case 'smart': {
      const { change, reach } = thinning.region;
      return `smart Pareto filter (Δt ${percentText(change)}, Δr ${percentText(reach)} of the range)`;
    }
  }
}

/** A share of 1 as a percentage that is never longer than it need be. */
export function percentText(share: number): string {
  return `${numberText(Number((share * 100).toPrecision(6)))} %`;
}
