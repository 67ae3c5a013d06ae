import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { countText } from '../../../core/countText';
import { legendRow } from '../../plots/legendRow';
import { edgeWords } from '../../plots/placement';
import type { PointSet } from '../../plots/pointSet';
import type { DragTool } from '../../plots/pointerTool';
import { dragButtons } from '../../plots/scatterTools';
import type { ResultOutline } from '../../protocol';
import { columnPicker } from '../columnPicker';
import { axisNames, objectivesOf } from '../pareto/paretoChoice';
import { pageSize } from './sliceChoice';
import type { SliceChoice, SliceNames } from './sliceChoice';

export interface SlicesToolsState {
  readonly choice: SliceChoice;
  readonly outline: ResultOutline;
  readonly names: SliceNames;
  readonly tool: DragTool;
  readonly isZoomed: boolean;
  readonly tableButton: TemplateResult;
  /** `undefined` while nothing is drawn. */
  readonly looks: Pick<PointSet, 'legend' | 'scale'> | undefined;
  /** Rows without a value in the objective. */
  readonly missing: number;
  readonly change: (change: Partial<SliceChoice>) => void;
  readonly onTool: (tool: DragTool) => void;
  readonly onReset: () => void;
}

/** The controls of all slices. */
export function slicesTools(state: SlicesToolsState): TemplateResult {
  const { choice, outline, change } = state;
  const objectives = objectivesOf(outline);
  const others = axisNames(outline).filter(name => !objectives.includes(name));
  return html`
    <div class="slices-row">
      <label>
        Objective
        ${columnPicker([...objectives, ...others], choice.objective, {
          none: 'choose a column',
          onPick: objective => change({ objective }),
        })}
      </label>
      <label title="Logarithmic axis of values">
        <input
          type="checkbox"
          aria-label="Y logarithmic"
          .checked=${choice.isLog === true}
          @change=${() => change({ isLog: choice.isLog !== true })}
        />log
      </label>
      ${colourTool(choice, change)} ${pageTools(state)}
    </div>
    <div class="slices-row">
      ${dragButtons(state.tool, state.onTool)}
      <button ?disabled=${!state.isZoomed} @click=${state.onReset}>Reset zoom</button>
      ${state.tableButton} ${state.looks === undefined ? nothing : legendRow(state.looks)}
      ${state.missing === 0 ? nothing : html`<span class="slices-words">${edgeWords(state.missing)}</span>`}
    </div>
  `;
}

function colourTool(
  { isColoured }: SliceChoice,
  change: SlicesToolsState['change'],
): TemplateResult {
  return html`
    <label>
      Colour
      <select
        @change=${(event: Event) =>
          change({ isColoured: (event.target as HTMLSelectElement).selectedIndex === 0 })}
      >
        <option .selected=${isColoured}>evaluation</option>
        <option .selected=${!isColoured}>feasibility and state</option>
      </select>
    </label>
  `;
}

/** Which variables are in sight, and how to see the others. */
function pageTools({ choice, names, change }: SlicesToolsState): TemplateResult {
  const { found, shown, first } = names;
  const page = first / pageSize;
  const isPaged = found.length > pageSize;
  return html`
    <label>
      Find
      <input
        type="text"
        placeholder="Part of a name"
        .value=${choice.sought}
        @change=${(event: Event) =>
          change({ sought: (event.target as HTMLInputElement).value, page: 0 })}
      />
    </label>
    <span class="slices-words" role="status">${countWords(names)}</span>
    ${
      isPaged && !choice.isAll
        ? html`<button ?disabled=${page === 0} @click=${() => change({ page: page - 1 })}>
              Previous
            </button>
            <button
              ?disabled=${first + shown.length >= found.length}
              @click=${() => change({ page: page + 1 })}
            >
              Next
            </button>`
        : nothing
    }
    ${
      isPaged
        ? html`<button @click=${() => change({ isAll: !choice.isAll, page: 0 })}>
            ${choice.isAll ? `Show ${pageSize} at a Time` : 'Show All'}
          </button>`
        : nothing
    }
  `;
}

/** `12 of 300 variables: 13 to 24` */
export function countWords({ isDesign, count, found, shown, first }: SliceNames): string {
  const what = isDesign ? 'variable' : 'column';
  const all = `${countText(count)} ${count === 1 ? what : `${what}s`}`;
  const number = countText(shown.length);
  const none = isDesign ? '' : '; none is a design variable';
  if (shown.length === count) return `${all}${none}`;
  const range = `${first + 1} to ${first + shown.length}`;
  const matching = found.length === count ? '' : ` (${countText(found.length)} with such a name)`;
  const which = shown.length < found.length ? `: ${range}` : '';
  return `${number} of ${all}${which}${matching}${none}`;
}
