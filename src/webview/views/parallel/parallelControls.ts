import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ShownSet } from '../../model/setsModel';
import { columnChoice } from '../../plots/columnChoice';
import { legendRow } from '../../plots/legendRow';
import type { ResultOutline } from '../../protocol';
import type { Axis } from './axis';
import type { AxisChoice } from './axisChoice';
import type { Brush } from './brushes';

/** What the controls show, and what they do. */
export interface ControlState {
  readonly outline: ResultOutline;
  readonly choice: AxisChoice;
  readonly axes: readonly Axis[];
  readonly brushes: readonly Brush[];
  /** Instead of the plot. */
  readonly message: string | undefined;
  /** Place of the axis whose menu is open. */
  readonly opened: number | undefined;
  /** The result sets that are shown. */
  readonly sets: readonly ShownSet[];
  readonly tableButton: TemplateResult;
  readonly open: (place: number) => void;
  readonly choose: (choice: AxisChoice) => void;
  readonly brush: (brush: Brush) => void;
  readonly clear: (place: number) => void;
}

/** The head of each axis with its menu, which axes there are, and the colour. */
export function parallelControls(state: ControlState): TemplateResult {
  const { choice, outline, message } = state;
  return html`
    <div class="toolbar">
      ${columnChoice({
        title: 'Axes',
        outline,
        places: choice.places,
        choose: places => state.choose({ ...choice, places }),
      })}
      <label>
        Colour
        <select
          @change=${(event: Event) => state.choose({ ...choice, colour: chosenPlace(event) })}
        >
          <option value="" ?selected=${choice.colour === undefined}>none</option>
          ${outline.columns.map(
            ({ variable }, place) =>
              html`<option value=${place} ?selected=${choice.colour === place}>
                ${variable.name}
              </option>`,
          )}
        </select>
      </label>
      ${state.tableButton} ${setsLegend(state.sets)}
      <span class="hint">Drag along an axis to select, click it to clear.</span>
    </div>
    <div class="axis-heads" role="group" aria-label="Axes">
      ${state.axes.map((axis, index) => axisHead(state, axis, index))}
    </div>
    ${message === undefined ? nothing : html`<p class="empty">${message}</p>`}
  `;
}

function setsLegend(sets: readonly ShownSet[]): TemplateResult | typeof nothing {
  if (sets.length === 0) return nothing;
  const legend = sets.map(({ set, ...sign }) => ({ ...sign, name: `set ${set.name}`, size: 8 }));
  return legendRow({ legend });
}

function chosenPlace({ target }: Event): number | undefined {
  const { value } = target as HTMLSelectElement;
  return value === '' ? undefined : Number(value);
}

function axisHead(state: ControlState, axis: Axis, index: number): TemplateResult {
  const isOpen = state.opened === axis.place;
  const brushed = state.brushes.some(({ place }) => place === axis.place);
  return html`<div class="axis-head">
    <button
      aria-expanded=${isOpen}
      title=${axis.title}
      class=${brushed ? 'brushed' : ''}
      @click=${() => state.open(axis.place)}
    >
      ${axis.title}
    </button>
    ${isOpen ? axisMenu(state, axis, index) : nothing}
  </div>`;
}

function axisMenu(state: ControlState, axis: Axis, index: number): TemplateResult {
  const { choice, choose } = state;
  const { place, style } = axis;
  const restyle = (change: Partial<Axis['style']>): void =>
    choose({ ...choice, styles: { ...choice.styles, [place]: { ...style, ...change } } });
  const move = (by: number): void => choose({ ...choice, places: moved(choice.places, index, by) });
  return html`<div class="axis-menu" role="group" aria-label="Axis ${axis.title}">
    <label>
      <input
        type="checkbox"
        .checked=${style.isInverted}
        @change=${() => restyle({ isInverted: !style.isInverted })}
      />Invert
    </label>
    <label>
      <input
        type="checkbox"
        .checked=${style.isLog}
        ?disabled=${!axis.mayBeLog}
        @change=${() => restyle({ isLog: !style.isLog })}
      />Logarithmic
    </label>
    ${brushInputs(state, axis)}
    <button ?disabled=${index === 0} @click=${() => move(-1)}>Move Left</button>
    <button ?disabled=${index === choice.places.length - 1} @click=${() => move(1)}>
      Move Right
    </button>
    <button
      @click=${() => choose({ ...choice, places: choice.places.filter(each => each !== place) })}
    >
      Hide
    </button>
  </div>`;
}

/** The range as numbers: for the keyboard, and for those who know it. */
function brushInputs({ brushes, brush, clear }: ControlState, axis: Axis): TemplateResult {
  const { place, labels, values } = axis;
  const now = brushes.find(each => each.place === place);
  const change = (event: Event): void => {
    const inputs = (event.target as HTMLElement).closest('.range')?.querySelectorAll('input') ?? [];
    const [from = NaN, to = NaN] = [...inputs].map(({ value }) =>
      value === '' ? NaN : Number(value),
    );
    if (Number.isNaN(from) && Number.isNaN(to)) clear(place);
    else brush({ place, from: orElse(from, -Infinity), to: orElse(to, Infinity) });
  };
  if (labels !== undefined || values.length === 0) return html``;
  const input = (name: string, value: number | undefined) =>
    html`<label
      >${name}
      <input type="number" step="any" .value=${live(value)} @change=${change} />
    </label>`;
  return html`<div class="range">${input('From', now?.from)} ${input('To', now?.to)}</div>`;
}

function live(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? '' : String(value);
}

function orElse(value: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : value;
}

function moved(places: readonly number[], index: number, by: number): readonly number[] {
  const others = places.filter((_, at) => at !== index);
  return [...others.slice(0, index + by), places[index] as number, ...others.slice(index + by)];
}
