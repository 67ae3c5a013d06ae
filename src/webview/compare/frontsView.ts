import { html, nothing, render } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import { SelectionModel } from '../model/selectionModel';
import { numberText } from '../page/numberText';
import type { PictureFormat } from '../plots/picture';
import { ScatterPlot } from '../plots/scatterPlot';
import type { ZoomWindow } from '../plots/zoomWindow';
import type { View, ViewKind } from '../views/view';
import type { CompareContext } from './compareContext';
import { attainmentLines, comparedPoints } from './comparedPoints';
import type { ComparedPoints } from './comparedPoints';
import type { Comparison } from './comparison';

/** The fronts of all results over each other. */
export const frontsView: ViewKind<CompareContext> = {
  id: 'fronts',
  title: 'Fronts',
  create: (place, context) => new FrontsView(place, context),
};

interface FrontsChoice {
  /** Names of objectives. */
  readonly x?: string;
  readonly y?: string;
  readonly isWithoutDominated?: boolean;
  readonly zoom?: ZoomWindow | undefined;
}

/** What is shown. */
interface Shown {
  readonly comparison: Comparison;
  readonly points: ComparedPoints;
}

class FrontsView implements View {
  private readonly tools = document.createElement('div');
  private readonly message = document.createElement('p');
  private readonly plane = document.createElement('div');
  private readonly heard;
  private readonly selection = new SelectionModel(0);
  private readonly plot: ScatterPlot;
  private choice: FrontsChoice;
  private shown: Shown | undefined;

  constructor(
    place: HTMLElement,
    private readonly context: CompareContext,
  ) {
    const { model, memory, theme, announce } = context;
    const { value } = memory;
    // It was written by this view, and only this view writes it.
    this.choice = isPlainObject(value) ? value : {};
    this.tools.className = 'compare-tools';
    this.plane.className = 'compare-plane';
    this.message.className = 'compare-message';
    this.message.setAttribute('role', 'status');
    place.append(this.tools, this.message, this.plane);
    this.plot = new ScatterPlot(this.plane, {
      theme,
      announce,
      selection: this.selection,
      facts: point => (this.shown === undefined ? [] : factsOf(this.shown, point)),
      nameOf: point => (this.shown === undefined ? '' : nameOf(this.shown, point)),
      onZoom: zoom => this.remember({ zoom }),
    });
    this.heard = model.onDidChange(() => this.show());
    this.show();
  }

  draw(): void {
    if (this.shown !== undefined) this.plot.draw();
  }

  async picture(format: PictureFormat): Promise<Blob> {
    if (this.shown === undefined) throw new Error('There is nothing drawn yet.');
    return this.plot.picture(format);
  }

  dispose(): void {
    this.heard.dispose();
    this.plot.dispose();
  }

  private show(): void {
    const { current } = this.context.model;
    const why = typeof current === 'string' ? current : whyNoFronts(current);
    this.message.textContent = why ?? '';
    this.message.hidden = why === undefined;
    this.plane.hidden = why !== undefined;
    if (typeof current === 'string' || why !== undefined) {
      this.shown = undefined;
      render(nothing, this.tools);
      return;
    }
    const axes = axesIn(current, this.choice);
    render(this.toolsFor(current, axes), this.tools);
    this.showPlot(current, axes);
  }

  private showPlot(comparison: Comparison, [x, y]: readonly [number, number]): void {
    const isWith = this.choice.isWithoutDominated !== true;
    const points = comparedPoints(comparison, [x, y], isWith);
    this.shown = { comparison, points };
    this.selection.begin(points.rows.length);
    const axis = (place: number) => comparison.goals[place] ?? { name: '' };
    const lines = attainmentLines(comparison, [x, y]);
    this.plot.show(
      { points: points.points, axes: { x: axis(x), y: axis(y) }, marks: [], lines },
      this.choice.zoom,
    );
  }

  private toolsFor({ goals }: Comparison, [x, y]: readonly [number, number]): TemplateResult {
    const select = (label: string, place: number, choose: (name: string) => FrontsChoice) =>
      html`<label>
        ${label}
        <select
          @change=${(event: Event) => this.change(choose((event.target as HTMLSelectElement).value))}
        >
          ${goals.map(
            ({ name }, index) =>
              html`<option value=${name} ?selected=${index === place}>${name}</option>`,
          )}
        </select>
      </label>`;
    return html`
      ${select('X', x, name => ({ x: name, zoom: undefined }))}
      ${select('Y', y, name => ({ y: name, zoom: undefined }))}
      <label>
        <input
          type="checkbox"
          .checked=${this.choice.isWithoutDominated !== true}
          @change=${(event: Event) =>
            this.change({ isWithoutDominated: !(event.target as HTMLInputElement).checked })}
        />
        Dominated points, faint
      </label>
      <span>Fronts of ${goals.map(({ name }) => name).join(', ')}</span>
    `;
  }

  private remember(change: FrontsChoice): void {
    this.choice = { ...this.choice, ...change };
    // Whatever is not JSON in it is undefined, which means the same as absent.
    this.context.memory.value = this.choice as unknown as Json;
  }

  private change(change: FrontsChoice): void {
    this.remember(change);
    this.show();
  }
}

function whyNoFronts({ goals, facts }: Comparison): string | undefined {
  const [only, ...more] = goals;
  if (more.length === 0) {
    return `A front needs two objectives, and ${only?.name ?? 'none'} is the only one here: see Histories.`;
  }
  return facts.fronts.every(({ length }) => length === 0)
    ? 'No result has a feasible row with a value in every objective.'
    : undefined;
}

/** Places of the goals that were chosen, or of the first two. */
function axesIn({ goals }: Comparison, { x, y }: FrontsChoice): readonly [number, number] {
  const place = (name: string | undefined, otherwise: number): number => {
    const found = goals.findIndex(goal => goal.name === name);
    return found < 0 ? otherwise : found;
  };
  return [place(x, 0), place(y, 1)];
}

function nameOf({ comparison, points: { owner, rows } }: Shown, point: number): string {
  return `row ${rows[point]} of ${comparison.results[owner[point] as number]?.name}`;
}

function factsOf(
  { comparison, points: { owner, rows, points } }: Shown,
  point: number,
): readonly (readonly [string, string])[] {
  const { results, goals, rows: compared } = comparison;
  const [index, row] = [owner[point] as number, rows[point] as number];
  const isFront = (points.category[point] as number) >= results.length;
  return [
    ['result', results[index]?.name ?? ''],
    // From 0, as in Python and in the explorer.
    ['row', String(row)],
    ...goals.map(({ name }, goal): readonly [string, string] => [
      name,
      numberText(compared[index]?.values[goal]?.[row] ?? NaN, 17),
    ]),
    ['is', isFront ? 'on its front' : 'dominated'],
  ];
}
