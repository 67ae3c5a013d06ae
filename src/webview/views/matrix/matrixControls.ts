import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ShownSet } from '../../model/setsModel';
import { columnChoice } from '../../plots/columnChoice';
import type { ResultOutline } from '../../protocol';
import { mostColumns } from './matrixChoice';

export interface MatrixControlsState {
  readonly outline: ResultOutline;
  readonly places: readonly number[];
  readonly sets: readonly ShownSet[];
  readonly isTable: boolean;
  /** Whether there is a matrix to look at. */
  readonly isDrawn: boolean;
  readonly choose: (places: readonly number[]) => void;
  readonly onTable: () => void;
}

/** What stands above the matrix. */
export function matrixControls(state: MatrixControlsState): TemplateResult {
  const { outline, places, sets, isTable, isDrawn } = state;
  return html`
    ${columnChoice({ title: 'Columns', outline, places, most: mostColumns, choose: state.choose })}
    <button aria-pressed=${isTable} ?disabled=${!isDrawn} @click=${state.onTable}>
      Show as table
    </button>
    ${sets.map(
      ({ set, colour, glyph }) =>
        html`<span class="matrix-set"
          ><span aria-hidden="true" .style=${`color: ${colour}`}>${glyph}</span> set
          ${set.name}</span
        >`,
    )}
    ${
      isDrawn && !isTable
        ? html`<span class="hint"
            >Drag in a plot to select. Click a correlation, or press Enter, to enlarge the
            pair.</span
          >`
        : nothing
    }
  `;
}
