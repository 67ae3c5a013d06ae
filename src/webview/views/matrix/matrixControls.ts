import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { columnChoice } from '../../plots/columnChoice';
import { legendRow } from '../../plots/legendRow';
import type { PointSet } from '../../plots/pointSet';
import type { ResultOutline } from '../../protocol';
import { mostColumns } from './matrixChoice';

export interface MatrixControlsState {
  readonly outline: ResultOutline;
  readonly places: readonly number[];
  /** `undefined` where there are no points to look at. */
  readonly looks: Pick<PointSet, 'legend' | 'scale'> | undefined;
  /** Which rows count. */
  readonly counted: string | undefined;
  readonly isTable: boolean;
  /** Whether there is a matrix to look at. */
  readonly isDrawn: boolean;
  readonly choose: (places: readonly number[]) => void;
  readonly onTable: () => void;
}

/** What stands above the matrix. */
export function matrixControls(state: MatrixControlsState): TemplateResult {
  const { outline, places, looks, counted, isTable, isDrawn } = state;
  return html`
    ${columnChoice({ title: 'Columns', outline, places, most: mostColumns, choose: state.choose })}
    <button aria-pressed=${isTable} ?disabled=${!isDrawn} @click=${state.onTable}>
      Show as table
    </button>
    ${looks === undefined ? nothing : legendRow(looks)}
    ${counted === undefined ? nothing : html`<span class="hint">${counted}</span>`}
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
