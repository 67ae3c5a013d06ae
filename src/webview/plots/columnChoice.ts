import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ResultOutline } from '../protocol';

export interface ColumnChoiceState {
  /** What the columns are in the plot: `Axes`. */
  readonly title: string;
  readonly outline: Pick<ResultOutline, 'columns'>;
  /** Of the chosen columns in the outline. */
  readonly places: readonly number[];
  /** How many can be chosen. Default: all. */
  readonly most?: number;
  readonly choose: (places: readonly number[]) => void;
}

/** A menu of all columns, of which some are chosen. */
export function columnChoice(state: ColumnChoiceState): TemplateResult {
  const { title, outline, places, most = outline.columns.length, choose } = state;
  const isFull = places.length >= most;
  const toggle = (place: number): void =>
    choose(places.includes(place) ? places.filter(each => each !== place) : [...places, place]);
  return html`<details class="column-choice">
    <summary>${title}: ${places.length} of ${outline.columns.length} columns</summary>
    <div class="choices">
      ${isFull && most < outline.columns.length ? html`<p>At most ${most} at a time.</p>` : nothing}
      ${outline.columns.map(
        ({ variable }, place) =>
          html`<label>
            <input
              type="checkbox"
              .checked=${places.includes(place)}
              ?disabled=${isFull && !places.includes(place)}
              @change=${() => toggle(place)}
            />${variable.name}
          </label>`,
      )}
    </div>
  </details>`;
}
