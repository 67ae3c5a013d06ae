import type { Json } from '../../../core/json';
import { isPlainObject } from '../../../core/json';
import type { Direction, VariableMetadata } from '../../../core/variables';
import type { RankingMethod } from '../../analysis/ranked';
import type { ResultOutline } from '../../protocol';
import { aimOf, axisNames, firstChoice, variableOf } from '../pareto/paretoChoice';

/** Which rows there are to decide between; of them only feasible ones of trials that completed. */
export type Start =
  /** The Pareto front of the goals. */
  | { readonly kind: 'front' }
  | { readonly kind: 'all' }
  /** What was selected, until something else is selected elsewhere. */
  | ({ readonly kind: 'selection' } & SelectedRows)
  | { readonly kind: 'set'; readonly name: string };

/** The rows of a selection, and how it came about. */
export interface SelectedRows {
  readonly rowsId: string;
  /** See `maskText`. */
  readonly mask: string;
  readonly operations: readonly string[];
  readonly parent?: string;
}

export type ThinningKind = 'none' | 'epsilon' | 'smart';

/** What somebody chose to decide by; columns by name, as they may move when the result changes. */
export interface DecideChoice {
  readonly start: Start;
  readonly thinning: ThinningKind;
  /** ε of each objective that was chosen, as a share (0 … 1) of its range among the rows at the start. */
  readonly epsilons: Readonly<Record<string, number>>;
  /** Of the smart Pareto filter: Δt and Δr. */
  readonly change: number;
  readonly reach: number;
  readonly method: RankingMethod;
  /** 0 or more. */
  readonly weights: Readonly<Record<string, number>>;
  /** Those that differ from what the result says. */
  readonly directions: Readonly<Record<string, Direction>>;
  /** Columns beside the objectives that count, too. */
  readonly added: readonly string[];
  /** How many rows are the best ones. */
  readonly best: number;
}

/** A column that counts. */
export interface DecideCriterion {
  readonly name: string;
  readonly variable: VariableMetadata;
  readonly direction: Direction;
  /** Whether the direction is only taken for granted. */
  readonly isAssumed: boolean;
  readonly isObjective: boolean;
  readonly weight: number;
}

const usualWeight = 50;
const usualEpsilon = 0.05;

const usualChoice: DecideChoice = {
  start: { kind: 'front' },
  thinning: 'none',
  epsilons: {},
  change: 0.05,
  reach: 0.1,
  method: 'topsis',
  weights: {},
  directions: {},
  added: [],
  best: 10,
};

/** What was remembered; only this view writes it. */
export function rememberedChoice(memory: Json | undefined): DecideChoice {
  return isPlainObject(memory) ? { ...usualChoice, ...memory } : usualChoice;
}

/** The start that was chosen, or the front where that is gone. */
export function startOf({ start }: DecideChoice, outline: ResultOutline): Start {
  const isThere =
    start.kind === 'set'
      ? outline.resultSets.some(({ name }) => name === start.name)
      : start.kind !== 'selection' || start.rowsId === outline.rowsId;
  return isThere ? start : usualChoice.start;
}

/** What counts: the objectives, and what was added to them. */
export function criteriaOf(
  choice: DecideChoice,
  outline: ResultOutline,
): readonly DecideCriterion[] {
  const numeric = new Set(axisNames(outline));
  return outline.columns.flatMap(({ variable }): readonly DecideCriterion[] => {
    const { name } = variable;
    const isObjective = variable.role === 'objective';
    if (!isObjective && !(choice.added.includes(name) && numeric.has(name))) return [];
    const weight = ownOf(choice.weights, name) ?? usualWeight;
    return [{ name, variable, isObjective, weight, ...directionOf(choice, outline, name) }];
  });
}

/** What the front is a front of, and what is thinned: the objectives, or what was added where there are none. */
export function goalsOf(criteria: readonly DecideCriterion[]): readonly DecideCriterion[] {
  const objectives = criteria.filter(({ isObjective }) => isObjective);
  return objectives.length > 0 ? objectives : criteria;
}

/** Names of the columns that can be added. */
export function addableNames(choice: DecideChoice, outline: ResultOutline): readonly string[] {
  return axisNames(outline).filter(
    name => variableOf(outline, name)?.role !== 'objective' && !choice.added.includes(name),
  );
}

/** A share of the range of an objective. */
export function epsilonShare({ epsilons }: DecideChoice, name: string): number {
  return ownOf(epsilons, name) ?? usualEpsilon;
}

function directionOf(
  choice: DecideChoice,
  outline: ResultOutline,
  name: string,
): Pick<DecideCriterion, 'direction' | 'isAssumed'> {
  const { aim, isAssumed } = aimOf(firstChoice(outline), outline, name);
  const chosen = ownOf(choice.directions, name);
  if (chosen !== undefined) return { direction: chosen, isAssumed: false };
  return { direction: aim === 'maximize' ? 'maximize' : 'minimize', isAssumed };
}

/** Names come from files: one may be that of something every object has. */
function ownOf<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
