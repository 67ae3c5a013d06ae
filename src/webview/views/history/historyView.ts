import { render } from 'lit-html';
import { countText } from '../../../core/countText';
import type { Disposable } from '../../../core/event';
import type { Json } from '../../../core/json';
import { valueAt } from '../../analysis/progressLine';
import { addPart } from '../../page/element';
import { numberText } from '../../page/numberText';
import type { PictureFormat } from '../../plots/picture';
import { ScatterPlot } from '../../plots/scatterPlot';
import { withSets } from '../pareto/withSets';
import { rowIs, rowLooks } from '../rowLooks';
import type { View, ViewContext, ViewKind } from '../view';
import { historyAnswer } from './historyAnswer';
import type { HistoryAnswer } from './historyAnswer';
import { rememberedChoice } from './historyChoice';
import type { HistoryChoice, Measure } from './historyChoice';
import { historyNotes } from './historyNotes';
import { historyTools } from './historyTools';

/** How the run went: an objective, the violation of the constraints, or the hypervolume over the evaluations. */
export const historyView: ViewKind = {
  id: 'history',
  title: 'History',
  create: (place, context) => new HistoryView(place, context),
};

const lineNames: Readonly<Record<Measure, string>> = {
  objective: 'best so far',
  violation: 'lowest so far',
  hypervolume: 'hypervolume so far',
};

class HistoryView implements View {
  private readonly parts: Readonly<Record<'tools' | 'message' | 'notes' | 'plot', HTMLElement>>;
  private readonly plot: ScatterPlot;
  private readonly followed: readonly Disposable[];
  private choice: HistoryChoice;
  private answer: HistoryAnswer | undefined;
  /** Of the latest question: answers to earlier ones come too late. */
  private asked = 0;

  constructor(
    place: HTMLElement,
    private readonly context: ViewContext,
  ) {
    this.choice = rememberedChoice(context.memory.value, context.outline);
    this.parts = partsIn(place);
    const { theme, selection, announce, sets } = context;
    this.plot = new ScatterPlot(this.parts.plot, {
      theme,
      selection,
      announce,
      facts: row => this.factsOf(row),
      onZoom: zoom => this.remember({ zoom }),
    });
    this.followed = [
      theme.onDidChange(() => this.showPlot()),
      sets.onDidChange(() => this.showPlot()),
    ];
    void this.ask();
  }

  draw(): void {
    this.plot.draw();
  }

  dispose(): void {
    this.asked = -1;
    for (const each of this.followed) each.dispose();
    this.plot.dispose();
  }

  picture(format: PictureFormat): Promise<Blob> {
    return this.plot.picture(format);
  }

  private remember(change: Partial<HistoryChoice>): void {
    this.choice = { ...this.choice, ...change };
    // Whatever is not JSON in it is undefined, which means the same as absent.
    this.context.memory.value = this.choice as unknown as Json;
  }

  private change(change: Partial<HistoryChoice>): void {
    this.remember(change);
    void this.ask();
  }

  private async ask(): Promise<void> {
    const asked = ++this.asked;
    const { choice, context } = this;
    render(
      historyTools(choice, context.outline, change => this.change(change)),
      this.parts.tools,
    );
    const why = whyNoPicture(choice, context);
    if (why !== undefined) {
      this.say(why);
      return;
    }
    if (choice.measure === 'hypervolume') this.say('Computing the hypervolume…');
    else if (this.answer === undefined) this.say('Loading…');
    try {
      const answer = await historyAnswer(choice, context);
      if (asked !== this.asked) return;
      this.answer = answer;
      // The notes first: they leave less room for the plot.
      this.drawNotes(answer);
      this.showPlot();
    } catch (error) {
      if (asked === this.asked) this.say(error instanceof Error ? error.message : String(error));
    }
  }

  /** Says something in the place of the plot. */
  private say(words: string): void {
    const { message, plot, notes } = this.parts;
    this.answer = undefined;
    message.textContent = words;
    message.hidden = false;
    for (const part of [plot, notes]) part.hidden = true;
  }

  private showPlot(): void {
    const { answer, context, parts } = this;
    if (answer === undefined) return;
    parts.message.hidden = true;
    parts.plot.hidden = false;
    const theme = context.theme.current;
    const { choice, x, y, axes, rows, line, hypervolume } = answer;
    const looks = withSets(rowLooks(rows, theme), context.sets.shown);
    const name = lineNames[choice.measure];
    const lines =
      line?.best === undefined ? [] : [{ name, colour: theme.foreground, x: line.x, y: line.y }];
    const words = hypervolume && pointWords(hypervolume, x.length);
    this.plot.show(
      { points: { ...looks, x, y }, axes, marks: [], lines, ...(words !== undefined && { words }) },
      this.choice.zoom,
    );
  }

  private drawNotes(answer: HistoryAnswer): void {
    this.parts.notes.hidden = false;
    const state = {
      answer,
      onSelectBest: (row: number) =>
        this.context.selection.chooseRows([row], `best of ${answer.axes.y.name}`),
      onThorough: () => this.change({ isThorough: true }),
    };
    render(historyNotes(state), this.parts.notes);
  }

  /** What the tooltip, the announcer and the table say of a row. */
  private factsOf(row: number): readonly (readonly [string, string])[] {
    const { answer } = this;
    if (answer === undefined) return [];
    const { choice, x, y, axes, rows, line } = answer;
    const value = y[row] as number;
    const best = line && valueAt(line, x[row] as number);
    return [
      // From 0, as in Python, in result sets and in the table.
      ['row', String(row)],
      ...(choice.order === undefined
        ? []
        : [[axes.x.name, numberText(x[row] as number, 17)] as const]),
      [axes.y.name, Number.isNaN(value) ? 'missing' : numberText(value, 17)],
      ...(choice.measure === 'hypervolume' || line === undefined
        ? []
        : [
            [
              lineNames[choice.measure],
              best === undefined ? 'none' : numberText(best, 17),
            ] as const,
          ]),
      ['is', rowIs(row, rows)],
    ];
  }
}

/** Points of a hypervolume that is computed at some evaluations only are no rows without a value. */
function pointWords(
  { computed, tooLong }: NonNullable<HistoryAnswer['hypervolume']>,
  total: number,
): string | undefined {
  if (computed === total && tooLong === 0) return undefined;
  const drawn = countText(computed - tooLong);
  return `at ${drawn} of ${countText(total)} evaluations`;
}

function whyNoPicture(
  { measure, objective }: HistoryChoice,
  { outline }: ViewContext,
): string | undefined {
  if (outline.rowCount === 0) return 'This result has no rows yet.';
  if (measure === 'objective' && objective === undefined) {
    return 'This result has no objectives. Choose a column above, and say which way is better, to see how it went.';
  }
  return undefined;
}

function partsIn(place: HTMLElement): HistoryView['parts'] {
  const add = (className: string): HTMLElement => addPart(place, className);
  const parts = {
    tools: add('history-tools'),
    message: add('history-message'),
    notes: add('history-notes'),
    plot: add('history-plot'),
  };
  parts.message.setAttribute('role', 'status');
  parts.notes.setAttribute('role', 'region');
  parts.notes.setAttribute('aria-label', 'History in words');
  return parts;
}
