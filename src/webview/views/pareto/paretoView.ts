import { nothing, render } from 'lit-html';
import type { Disposable } from '../../../core/event';
import type { Json } from '../../../core/json';
import type { FrontFacts } from '../../analysis/frontFacts';
import { LatestWork } from '../../analysis/latestWork';
import { takesLonger } from '../../analysis/takesLonger';
import { addPart } from '../../page/element';
import { numberText } from '../../page/numberText';
import { painted } from '../../page/painted';
import { valueText } from '../../page/valueText';
import type { PictureFormat } from '../../plots/picture';
import { rowsText } from '../../plots/placement';
import { ScatterPlot } from '../../plots/scatterPlot';
import { SpacePlot } from '../../plots/spacePlot';
import type { View, ViewContext, ViewKind } from '../view';
import { frontFactsOf, paretoColumns, rowsOf, soughtFront } from './paretoAnswer';
import type { ParetoAnswer, ParetoPicture } from './paretoAnswer';
import { rememberedChoice } from './paretoChoice';
import type { ParetoChoice } from './paretoChoice';
import { paretoFacts } from './paretoFacts';
import { paretoLooks } from './paretoPoints';
import { paretoMarks } from './paretoMarks';
import { standings, standingWords } from './paretoRows';
import { axisOf, paretoTools } from './paretoTools';
import { whyNoPicture } from './paretoWords';
import { withSets } from './withSets';

/** Milliseconds after which points are shown although their front is still sought: there is nothing yet, or an earlier picture. */
const patience = { nothing: 100, picture: 500 };

/** The objectives against each other, with their Pareto front. */
export const paretoView: ViewKind = {
  id: 'pareto',
  title: 'Pareto',
  create: (place, context) => new ParetoView(place, context),
};

class ParetoView implements View {
  private readonly parts: Readonly<
    Record<'tools' | 'message' | 'plane' | 'space' | 'facts', HTMLElement>
  >;
  private readonly plane: ScatterPlot;
  private readonly space: SpacePlot;
  private readonly followed: readonly Disposable[];
  private choice: ParetoChoice;
  /** What is drawn: of the answer, or of what is known before it. */
  private shown: ParetoPicture | undefined;
  private answer: ParetoAnswer | undefined;
  private facts: FrontFacts | undefined;
  readonly drawn: Promise<void>;
  /** Answers to earlier questions come too late. */
  private readonly latest = new LatestWork();

  constructor(
    place: HTMLElement,
    private readonly context: ViewContext,
  ) {
    this.choice = rememberedChoice(context.memory.value, context.outline);
    this.parts = partsIn(place);
    const { theme, selection, announce } = context;
    const shared = { theme, selection, announce, facts: (row: number) => this.factsOf(row) };
    this.plane = new ScatterPlot(this.parts.plane, {
      ...shared,
      onZoom: zoom => this.remember({ zoom }),
    });
    this.space = new SpacePlot(this.parts.space, {
      ...shared,
      onTurn: turn => this.remember({ turn }),
    });
    this.followed = [
      theme.onDidChange(() => this.showPlot()),
      context.sets.onDidChange(() => this.showPlot()),
    ];
    this.drawn = this.ask();
  }

  draw(): void {
    this.plane.draw();
    this.space.draw();
  }

  dispose(): void {
    this.latest.end();
    for (const each of this.followed) each.dispose();
    this.plane.dispose();
    this.space.dispose();
  }

  picture(format: PictureFormat): Promise<Blob> {
    const { message } = this.parts;
    if (this.shown === undefined) return Promise.reject(new Error(message.textContent));
    return (this.choice.z === undefined ? this.plane : this.space).picture(format);
  }

  private remember(change: Partial<ParetoChoice>): void {
    this.choice = { ...this.choice, ...change };
    // Whatever is not JSON in it is undefined, which means the same as absent.
    this.context.memory.value = this.choice as unknown as Json;
  }

  private change(change: Partial<ParetoChoice>): void {
    this.remember(change);
    void this.ask();
  }

  private async ask(): Promise<void> {
    const { choice, context } = this;
    render(
      paretoTools(choice, context.outline, change => this.change(change)),
      this.parts.tools,
    );
    const why = whyNoPicture(choice, context.outline);
    if (why !== undefined) {
      this.latest.end();
      this.say(why);
      return;
    }
    if (this.shown === undefined) this.say('Loading…');
    await this.attempt(async signal => {
      const columns = await paretoColumns(choice, context);
      if (signal.aborted) return;
      const sought = soughtFront(columns, context, signal);
      const before = this.shown === undefined ? 'nothing' : 'picture';
      const isLate = await takesLonger(sought, patience[before]);
      if (isLate && !signal.aborted) this.show({ ...columns, rows: rowsOf(columns) });
      const front = await sought;
      if (signal.aborted) return;
      const answer = { ...columns, front, rows: rowsOf(columns, front) };
      this.show(answer, answer);
      await painted();
      if (front.length > 0 && !signal.aborted) await this.askFacts(answer, signal);
    });
  }

  private show(shown: ParetoPicture, answer?: ParetoAnswer): void {
    this.shown = shown;
    this.answer = answer;
    this.facts = undefined;
    this.showPlot();
    this.drawFacts();
  }

  /** Ends what was asked before, and says why this cannot be answered where it cannot. */
  private async attempt(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const signal = this.latest.begin();
    this.parts.facts.ariaBusy = 'true';
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted) this.say(error instanceof Error ? error.message : String(error));
    }
    if (!signal.aborted) this.parts.facts.ariaBusy = 'false';
  }

  private async askFacts(answer: ParetoAnswer, signal: AbortSignal): Promise<void> {
    const facts = await frontFactsOf(answer, this.choice, this.context, signal);
    if (signal.aborted) return;
    this.facts = facts;
    this.showPlot();
    this.drawFacts();
  }

  /** Says something in the place of the plot. */
  private say(words: string): void {
    const { message, plane, space, facts } = this.parts;
    this.shown = undefined;
    this.answer = undefined;
    message.textContent = words;
    message.hidden = false;
    for (const part of [plane, space, facts]) part.hidden = true;
  }

  private showPlot(): void {
    const { shown, facts, choice, context, parts } = this;
    const { x, y, z } = choice;
    if (shown === undefined || x === undefined || y === undefined) return;
    parts.message.hidden = true;
    parts.facts.hidden = false;
    parts.plane.hidden = z !== undefined;
    parts.space.hidden = z === undefined;
    const own = paretoLooks(shown.rows, shown.colour, context.theme.current);
    const looks = withSets(own, context.sets.shown);
    const axis = (name: string) => ({
      ...axisOf(name, choice, context.outline),
      values: shown.axes.get(name) ?? new Float64Array(),
    });
    if (z !== undefined) {
      this.space.show({ axes: [axis(x), axis(y), axis(z)], looks }, choice.turn);
      return;
    }
    const axes = { x: axis(x), y: axis(y) };
    const points = { ...looks, x: axes.x.values, y: axes.y.values };
    const marks = facts === undefined ? [] : paretoMarks(shown.goals, facts, { x, y });
    this.plane.show({ points, axes, marks }, choice.zoom);
  }

  private drawFacts(): void {
    const { answer, facts, context, choice } = this;
    if (answer === undefined) {
      render(nothing, this.parts.facts);
      return;
    }
    const goals = answer.goals.map(({ name }) => name).join(', ');
    const state = {
      answer,
      facts,
      isReferenceTyped: answer.goals.some(({ name }) => Object.hasOwn(choice.reference, name)),
      onSelectFront: () => {
        context.selection.chooseRows(answer.front, `front of ${goals}`);
        context.announce(`${rowsText(answer.front.length)} of the front selected.`);
      },
      onZoom: choice.z === undefined ? () => this.plane.lookAt(answer.front) : undefined,
      onSelectKnee: (row: number) => context.selection.chooseRows([row], `knee of ${goals}`),
      onReference: (name: string, value: number | undefined) => {
        if (value !== undefined) this.setReference({ ...this.choice.reference, [name]: value });
      },
      onUsualReference: () => this.setReference({}),
    };
    render(paretoFacts(state), this.parts.facts);
  }

  private setReference(reference: ParetoChoice['reference']): void {
    this.remember({ reference });
    const { answer } = this;
    if (answer !== undefined) void this.attempt(signal => this.askFacts(answer, signal));
  }

  /** What the tooltip, the announcer and the table say of a row. */
  private factsOf(row: number): readonly (readonly [string, string])[] {
    const { shown } = this;
    if (shown === undefined) return [];
    const standing = standings[shown.rows.standing[row] as number];
    const { colour } = shown;
    return [
      // From 0, as in Python, in result sets and in the table.
      ['row', String(row)],
      ...[...shown.axes].map(([name, values]): readonly [string, string] => [
        name,
        numberText(values[row] as number, 17),
      ]),
      ...(colour === undefined || shown.axes.has(colour.variable.name)
        ? []
        : [[colour.variable.name, valueText(colour, row)] as const]),
      ...(standing === undefined ? [] : [['is', standingWords[standing]] as const]),
    ];
  }
}

function partsIn(place: HTMLElement): ParetoView['parts'] {
  const add = (className: string): HTMLElement => addPart(place, className);
  const parts = {
    tools: add('pareto-tools'),
    message: add('pareto-message'),
    plane: add('pareto-plane'),
    space: add('pareto-space'),
    facts: add('pareto-facts'),
  };
  parts.message.setAttribute('role', 'status');
  parts.facts.setAttribute('role', 'region');
  parts.facts.setAttribute('aria-label', 'Pareto front');
  return parts;
}
