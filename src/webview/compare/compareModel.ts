import { Emitter } from '../../core/event';
import type { Json } from '../../core/json';
import type { AnalysisClient } from '../analysis/analysisClient';
import type { Memory } from '../page/memoryOf';
import { commonObjectives } from './commonObjectives';
import type { CommonObjective, ObjectiveMatch } from './commonObjectives';
import { rememberedChoice } from './compareChoice';
import type { CompareChoice } from './compareChoice';
import { isReadable } from './compared';
import type { Compared, Readable } from './compared';
import { compare } from './comparison';
import type { Comparison } from './comparison';
import { whyNothing } from './compareWords';

/** The results that were chosen, what of them is compared, and how they compare. */
export class CompareModel {
  private readonly changed = new Emitter<undefined>();
  private results: readonly Compared[] = [];
  private chosen: CompareChoice;
  private found: ObjectiveMatch = { common: [], refused: [], notes: [] };
  private known: Comparison | string = 'Loading…';
  private asked = 0;

  /** Fires when there is another comparison, or something else to say. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly analysis: AnalysisClient,
    private readonly memory: Memory,
  ) {
    this.chosen = rememberedChoice(memory.value);
  }

  /** All that were chosen. */
  get all(): readonly Compared[] {
    return this.results;
  }

  /** Those that can be read and are not left out. */
  get inPlay(): readonly Readable[] {
    return this.results.filter(isReadable).filter(({ id }) => !this.chosen.leftOut.includes(id));
  }

  get choice(): CompareChoice {
    return this.chosen;
  }

  get match(): ObjectiveMatch {
    return this.found;
  }

  /** How they compare, or why there is nothing to compare. */
  get current(): Comparison | string {
    return this.known;
  }

  /** Goes on with the results as they are now. */
  take(results: readonly Compared[]): void {
    this.results = results;
    void this.update();
  }

  change(change: Partial<CompareChoice>): void {
    this.chosen = { ...this.chosen, ...change };
    // Whatever is not JSON in it is undefined, which means the same as absent.
    this.memory.value = this.chosen as unknown as Json;
    void this.update();
  }

  private async update(): Promise<void> {
    const asked = ++this.asked;
    const results = this.inPlay;
    this.found = commonObjectives(
      results.map(({ name, content: { outline } }) => ({ name, outline })),
    );
    const goals = this.found.common.filter(
      ({ name }) => !this.chosen.withoutObjectives.includes(name),
    );
    const why = whyNothing(results, this.found, goals);
    if (why !== undefined) {
      this.tell(why);
      return;
    }
    if (typeof this.known === 'string') this.tell('Loading…');
    const next = await this.compared(results, goals);
    if (asked === this.asked) this.tell(next);
  }

  private async compared(
    results: readonly Readable[],
    goals: readonly CommonObjective[],
  ): Promise<Comparison | string> {
    const reference = results.find(({ id }) => id === this.chosen.reference);
    try {
      return await compare({ results, goals, reference }, this.analysis);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  private tell(known: Comparison | string): void {
    this.known = known;
    this.changed.fire(undefined);
  }
}
