import type { JsonObject } from '../../../core/json';
import type { Ranking } from '../../../core/rankings';
import { rankingNames } from '../../../core/rankings';
import type { ResultSet } from '../../../core/resultSet';
import type { ResultOutline } from '../../protocol';
import type { DecideAnswer } from './decideAnswer';
import { goalsOf } from './decideChoice';
import type { DecideChoice } from './decideChoice';
import { methodNames, thinningWords, weightWords } from './decideWords';

/** What is to be kept. */
export interface RankingToKeep {
  readonly name: string;
  readonly choice: DecideChoice;
  readonly answer: DecideAnswer;
  /** How many of the best rows the set gets; `undefined`: all that are ranked. */
  readonly best: number | undefined;
}

/** Why a ranking cannot be called so. */
export interface NameFault {
  readonly words: string;
  /** Whether it is an earlier ranking that has the name, which this one may replace. */
  readonly mayReplace: boolean;
}

export function rankingNameFault(name: string, outline: ResultOutline): NameFault | undefined {
  if (name === '') return { words: 'Give the ranking a name.', mayReplace: false };
  const isColumn = outline.columns.some(({ variable }) => variable.name === name);
  const isSet = outline.resultSets.some(set => set.name === name);
  if (isColumn && rankingNames(outline.metadata).has(name)) {
    return { words: `There is already a ranking "${name}".`, mayReplace: true };
  }
  if (!isColumn && !isSet) return undefined;
  const what = isColumn ? 'a column' : 'a set';
  return { words: `There is already ${what} "${name}": choose another name.`, mayReplace: false };
}

/** The ranking as a column, with where it comes from. */
export function rankingOf({ name, choice, answer }: RankingToKeep, rowCount: number): Ranking {
  const { ranking, criteria, start } = answer;
  const ranks = new Uint32Array(rowCount);
  ranking?.rows.forEach((row, at) => (ranks[row] = ranking.ranks[at] as number));
  return {
    name,
    description: `Rank, 1 is the best: ${stepsOf(choice, answer).join('; ')}.`,
    ranks,
    record: {
      method: choice.method,
      criteria: criteria.map(({ name: column, weight, direction }) => ({
        column,
        weight,
        direction,
      })),
      start: start.kind === 'set' ? { kind: start.kind, name: start.name } : { kind: start.kind },
      thinning: thinningRecord(answer),
      rankedRows: ranking?.rows.length ?? 0,
      createdAt: new Date().toISOString(),
    },
  };
}

function thinningRecord({ thinning, ranges }: DecideAnswer): JsonObject {
  switch (thinning.kind) {
    case 'none':
      return { kind: 'none' };
    case 'epsilon':
      return { kind: 'epsilon', objectives: [...ranges.keys()], epsilon: thinning.epsilon };
    case 'smart':
      return { kind: 'smart', ...thinning.region };
  }
}

/** The ranked rows, or the best of them, as a set of the same name. */
export function rankedSet(
  { name, choice, answer, best }: RankingToKeep,
  sets: readonly ResultSet[],
): ResultSet {
  const { start, ranking } = answer;
  const rows = (ranking?.rows ?? new Uint32Array()).slice(0, best);
  // What is replaced by this set is no longer there to come from.
  const origin = originOf(
    answer,
    sets.filter(set => set.name !== name),
  );
  const isPart = rows.length < (ranking?.rows.length ?? 0);
  return {
    name,
    rows: [...rows.sort()],
    createdBy: 'OptiScope',
    createdAt: new Date().toISOString(),
    ...(origin.parent !== undefined && { parent: origin.parent }),
    operations: [
      ...origin.operations,
      ...stepsOf(choice, answer).slice(start.kind === 'selection' || start.kind === 'set' ? 1 : 0),
      ...(isPart ? [`best ${rows.length}`] : []),
    ],
  };
}

/** From the rows at the start to the ranking. */
function stepsOf(choice: DecideChoice, answer: DecideAnswer): readonly string[] {
  const { start, from, kept, criteria } = answer;
  const starts: Readonly<Record<typeof start.kind, string>> = {
    front: `front of ${goalsOf(criteria)
      .map(({ name, direction }) => `${name} (${direction})`)
      .join(', ')}`,
    all: 'all rows',
    selection: 'selected rows',
    set: start.kind === 'set' ? `set "${start.name}"` : '',
  };
  const thinning = thinningWords(answer);
  return [
    starts[start.kind],
    ...(from.leftOut > 0 ? ['feasible rows only'] : []),
    ...(thinning === undefined
      ? []
      : [`thinned by ${thinning}: ${kept.length} of ${from.rows.length} kept`]),
    `ranked by ${methodNames[choice.method]}: ${weightWords(criteria)}`,
  ];
}

function originOf(
  { start }: DecideAnswer,
  sets: readonly ResultSet[],
): { readonly parent: string | undefined; readonly operations: readonly string[] } {
  const parent =
    start.kind === 'set' ? start.name : start.kind === 'selection' ? start.parent : undefined;
  const set = sets.find(({ name }) => name === parent);
  if (start.kind === 'selection') return { parent: set?.name, operations: start.operations };
  return { parent: set?.name, operations: set?.operations ?? [] };
}
