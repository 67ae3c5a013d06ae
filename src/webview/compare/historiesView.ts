import { html, nothing, render } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { Steps } from '../../core/analysis/stepsOf';
import { countText } from '../../core/countText';
import { axisTitle } from '../plots/axis';
import { Chart } from '../plots/chart';
import type { PictureFormat } from '../plots/picture';
import type { View, ViewKind } from '../views/view';
import type { CompareContext } from './compareContext';
import type { Comparison } from './comparison';
import { historiesOf } from './histories';
import type { HistoryOf } from './histories';
import { historiesOption } from './historiesOption';
import type { HistoryLine } from './historiesOption';
import { historiesTable } from './historiesTable';

/** How all results became better from evaluation to evaluation. */
export const historiesView: ViewKind<CompareContext> = {
  id: 'histories',
  title: 'Histories',
  create: (place, context) => new HistoriesView(place, context),
};

/** What is shown. */
interface Shown {
  readonly comparison: Comparison;
  readonly of: HistoryOf;
  readonly lines: readonly HistoryLine[];
}

class HistoriesView implements View {
  private readonly tools = part('compare-tools');
  private readonly message = part('compare-message');
  private readonly plane = part('compare-plane');
  private readonly table = part('compare-plane scatter-table');
  private readonly chart = new Chart(this.plane);
  private readonly heard;
  /** Name of an objective; empty for the hypervolume. */
  private wanted: string | undefined;
  private isTable = false;
  private shown: Shown | undefined;
  private asked = 0;

  constructor(
    place: HTMLElement,
    private readonly context: CompareContext,
  ) {
    const { value } = context.memory;
    this.wanted = typeof value === 'string' ? value : undefined;
    this.message.setAttribute('role', 'status');
    this.plane.setAttribute('role', 'img');
    this.table.tabIndex = 0;
    place.append(this.tools, this.message, this.plane, this.table);
    this.heard = context.model.onDidChange(() => void this.ask());
    void this.ask();
  }

  draw(): void {
    const { shown, isTable, plane, table } = this;
    plane.hidden = shown === undefined || isTable;
    table.hidden = shown === undefined || !isTable;
    if (shown === undefined) return;
    const title = titleOf(shown);
    plane.setAttribute('aria-label', `${title} over evaluations, for all results.`);
    if (isTable) render(historiesTable(shown.lines, title), table);
    else if (plane.offsetWidth > 0 && plane.offsetHeight > 0) {
      const theme = this.context.theme.current;
      this.chart.draw(historiesOption(shown.lines, title, theme), theme);
    }
  }

  picture(format: PictureFormat): Promise<Blob> {
    return this.chart.picture(format, this.context.theme.current);
  }

  dispose(): void {
    this.asked = -1;
    this.heard.dispose();
    this.chart.dispose();
  }

  private async ask(): Promise<void> {
    const asked = ++this.asked;
    const { current } = this.context.model;
    if (typeof current === 'string') {
      this.say(current);
      return;
    }
    const of = this.placeOf(current);
    if (this.shown === undefined) this.say('Loading…');
    try {
      const steps = await historiesOf(current, of, this.context.analysis);
      if (asked !== this.asked) return;
      this.show({ comparison: current, of, lines: linesOf(current, steps) });
    } catch (error) {
      if (asked === this.asked) this.say(error instanceof Error ? error.message : String(error));
    }
  }

  private placeOf({ goals }: Comparison): HistoryOf {
    const place = goals.findIndex(({ name }) => name === this.wanted);
    return place >= 0 ? place : this.wanted === undefined && goals.length > 1 ? 'hypervolume' : 0;
  }

  /** Says something in the place of the plot. */
  private say(words: string): void {
    this.shown = undefined;
    this.message.textContent = words;
    this.message.hidden = false;
    render(nothing, this.tools);
    this.draw();
  }

  private show(shown: Shown): void {
    const hasNone = shown.lines.every(({ steps }) => steps.at.length === 0);
    this.shown = hasNone ? undefined : shown;
    this.message.textContent = hasNone ? noHistory(shown) : '';
    this.message.hidden = !hasNone;
    render(this.toolsFor(shown), this.tools);
    this.draw();
  }

  private toolsFor(shown: Shown): TemplateResult {
    const { comparison, of } = shown;
    return html`
      <label>
        History of
        <select
          @change=${(event: Event) => {
            const { value } = event.target as HTMLSelectElement;
            this.wanted = value === '' ? undefined : value;
            this.context.memory.value = this.wanted ?? '';
            void this.ask();
          }}
        >
          <option value="" ?selected=${of === 'hypervolume'}>hypervolume</option>
          ${comparison.goals.map(
            ({ name }, place) =>
              html`<option value=${name} ?selected=${of === place}>${name}</option>`,
          )}
        </select>
      </label>
      <button
        aria-pressed=${this.isTable}
        @click=${() => {
          this.isTable = !this.isTable;
          this.show(shown);
        }}
      >
        Show as table
      </button>
      <span>${leftOutWords(shown)}</span>
    `;
  }
}

function linesOf({ results }: Comparison, steps: readonly Steps[]): readonly HistoryLine[] {
  return results.map((result, index) => ({ result, steps: steps[index] as Steps }));
}

function titleOf({ comparison, of }: Shown): string {
  const goal = of === 'hypervolume' ? undefined : comparison.goals[of];
  return goal === undefined ? 'hypervolume' : `best ${axisTitle(goal)} so far`;
}

function noHistory({ of }: Shown): string {
  return of === 'hypervolume'
    ? 'No result has a hypervolume: none has a feasible row that is finite in every objective.'
    : 'No result has a feasible row with a value in this objective.';
}

/** What of the histories is not drawn. */
function leftOutWords({ comparison, of, lines }: Shown): string {
  const isAtCheckpoints = of === 'hypervolume' && comparison.goals.length > 2;
  const what = isAtCheckpoints ? 'evaluations' : 'steps';
  const words = lines.flatMap(({ result: { name }, steps: { at, values, total } }) => {
    const infinite = at[values.findIndex(value => !Number.isFinite(value))];
    const drawn = countText(at.length);
    return [
      ...(at.length < total ? [`${name}: at ${drawn} of ${countText(total)} ${what}`] : []),
      ...(infinite === undefined
        ? []
        : [`${name}: infinite after ${countText(infinite)} evaluations, which is not drawn`]),
    ];
  });
  return words.join('; ');
}

function part(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}
