import type { Numbers } from '../../../core/analysis/numbers';
import { extent } from '../../../core/analysis/extent';
import { minimised } from '../../../core/analysis/minimised';
import { completePoints, picked } from '../../../core/analysis/points';
import type { Ranked } from '../../analysis/ranked';
import type { Thinning } from '../../analysis/thinned';
import { numbersNamed } from '../../model/neededColumns';
import { LastAnswer } from '../../model/lastAnswer';
import type { ResultOutline } from '../../protocol';
import type { ViewContext } from '../view';
import { criteriaOf, epsilonShare, goalsOf, startOf } from './decideChoice';
import type { DecideChoice, DecideCriterion, Start } from './decideChoice';
import { startRows } from './startRows';
import type { StartRows } from './startRows';

/** What a choice leads to. */
export interface DecideAnswer {
  readonly start: Start;
  readonly criteria: readonly DecideCriterion[];
  /** Of each criterion, one value per row of the result. */
  readonly values: readonly Numbers[];
  readonly from: StartRows;
  /** Of each goal, by name: how far its values at the start are apart; 0 where it is constant. */
  readonly ranges: ReadonlyMap<string, number>;
  /** How many rows at the start are infinite or missing in a goal: no filter keeps them. */
  readonly unfinite: number;
  readonly thinning: Thinning;
  /** Rows that are left after thinning, ascending. */
  readonly kept: Uint32Array;
  /** Of rows of the result; `undefined` when there is nothing to rank by. */
  readonly ranking: Ranked | undefined;
}

type Needs = Pick<ViewContext, 'outline' | 'columns' | 'analysis'>;

interface Started {
  readonly from: StartRows;
  /** Of each goal, in minimisation form: one value per row at the start. */
  readonly objectives: readonly Float64Array[];
  readonly ranges: ReadonlyMap<string, number>;
  readonly unfinite: number;
}

/** Answers one choice after the other; what a change does not touch is not computed again. */
export class DecideAnswers {
  private readonly read = new LastAnswer<readonly Numbers[]>();
  private readonly started = new LastAnswer<Started>();
  private readonly thinned = new LastAnswer<Uint32Array>();

  constructor(private readonly needs: Needs) {}

  /** @throws {Error} with a message for the user. */
  async of(choice: DecideChoice): Promise<DecideAnswer> {
    const { outline } = this.needs;
    const criteria = criteriaOf(choice, outline);
    const names = criteria.map(({ name }) => name);
    const values = await this.read.of([JSON.stringify(names)], () =>
      Promise.all(names.map(name => numbersNamed(name, this.needs))),
    );
    const start = startOf(choice, outline);
    const started = await this.begin(start, { criteria, values });
    const { from, ranges, unfinite } = started;
    const thinning = thinningOf(choice, ranges);
    const kept = await this.thin(started, thinning);
    const ranking = await this.rank(choice, { criteria, values, kept });
    return { start, criteria, values, from, ranges, unfinite, thinning, kept, ranking };
  }

  private begin(
    start: Start,
    { criteria, values }: Pick<DecideAnswer, 'criteria' | 'values'>,
  ): Promise<Started> {
    const goals = goalsOf(criteria);
    const aims = JSON.stringify(goals.map(({ name, direction }) => [name, direction]));
    const key = [JSON.stringify(start), setOf(start, this.needs.outline), aims, values];
    return this.started.of(key, async () => {
      const minimal = goals.map(goal =>
        minimised(values[criteria.indexOf(goal)] ?? [], goal.direction),
      );
      const from = await startRows(start, minimal, this.needs);
      const objectives = minimal.map(column => picked(column, from.rows));
      const ranges = new Map(goals.map(({ name }, at) => [name, rangeOf(objectives[at] ?? [])]));
      const finite = completePoints({ objectives }, Number.isFinite).rows.length;
      return { from, objectives, ranges, unfinite: from.rows.length - finite };
    });
  }

  private thin(started: Started, thinning: Thinning): Promise<Uint32Array> {
    return this.thinned.of([started, JSON.stringify(thinning)], async () => {
      const { from, objectives } = started;
      if (thinning.kind === 'none' || objectives.length === 0) return from.rows;
      const places = await this.needs.analysis.run('thinned', { objectives, thinning });
      return places.map(place => from.rows[place] as number);
    });
  }

  private async rank(
    { method }: DecideChoice,
    { criteria, values, kept }: Pick<DecideAnswer, 'criteria' | 'values' | 'kept'>,
  ): Promise<Ranked | undefined> {
    if (!criteria.some(({ weight }) => weight > 0)) return undefined;
    const { rows, ...ranking } = await this.needs.analysis.run('ranked', {
      method,
      criteria: criteria.map(({ direction, weight }, index) => ({
        values: picked(values[index] ?? [], kept),
        direction,
        weight,
      })),
    });
    return { ...ranking, rows: rows.map(place => kept[place] as number) };
  }
}

/** A set of the same name may have other rows by now. */
function setOf(start: Start, { resultSets }: ResultOutline): unknown {
  return start.kind === 'set' ? resultSets.find(({ name }) => name === start.name) : undefined;
}

function thinningOf(choice: DecideChoice, ranges: ReadonlyMap<string, number>): Thinning {
  const { thinning: kind, change, reach } = choice;
  if (kind === 'none') return { kind };
  if (kind === 'smart') return { kind, region: { change, reach } };
  // Where all values are the same, any ε does.
  const epsilon = [...ranges].map(([name, range]) => epsilonShare(choice, name) * range || 1);
  return { kind, epsilon };
}

function rangeOf(values: Numbers): number {
  const [min, max] = extent(values) ?? [0, 0];
  return Math.min(max - min, Number.MAX_VALUE);
}
