import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { constraintPlaces } from '../../model/neededColumns';
import type { ResultOutline } from '../../protocol';
import type { ImportanceAnswer } from './importanceAnswer';
import { orders, targetNames, usedWords } from './importanceTargets';
import type { ImportanceChoice } from './importanceTargets';
import { forestWords } from './importanceWords';

/** More variables than these are shown when they are asked for. */
export const shownAtFirst = 20;

export interface ImportanceControlsState {
  readonly outline: ResultOutline;
  readonly choice: ImportanceChoice;
  readonly answer: ImportanceAnswer | undefined;
  readonly isTable: boolean;
  readonly choose: (change: Partial<ImportanceChoice>) => void;
  readonly onTable: () => void;
}

/** What stands above the bars: what is explained, and how far to trust it. */
export function importanceControls(state: ImportanceControlsState): TemplateResult {
  const { outline, choice, answer, isTable, choose } = state;
  const names = targetNames(outline);
  return html`
    <div class="importance-tools">
      <label>
        Explain
        <select
          @change=${(event: Event) =>
            choose({ target: names[(event.target as HTMLSelectElement).selectedIndex] })}
        >
          ${names.map(name => html`<option .selected=${name === choice.target}>${name}</option>`)}
        </select>
      </label>
      <label>
        Sort by
        <select
          @change=${(event: Event) =>
            choose({
              order: (event.target as HTMLSelectElement).value as ImportanceChoice['order'],
            })}
        >
          ${Object.entries(orders).map(
            ([id, words]) =>
              html`<option value=${id} .selected=${id === choice.order}>${words}</option>`,
          )}
        </select>
      </label>
      ${constraintPlaces(outline).length === 0 ? nothing : feasibleBox(state)}
      <button aria-pressed=${isTable} ?disabled=${answer === undefined} @click=${state.onTable}>
        Show as table
      </button>
      ${answer === undefined ? nothing : shownWords(answer.variables.length, state)}
    </div>
    ${answer === undefined ? nothing : trustWords(answer)}
  `;
}

function feasibleBox({ choice, choose }: ImportanceControlsState): TemplateResult {
  return html`<label>
    <input
      type="checkbox"
      .checked=${choice.isFeasibleOnly}
      @change=${(event: Event) =>
        choose({ isFeasibleOnly: (event.target as HTMLInputElement).checked })}
    />
    Feasible rows only
  </label>`;
}

function shownWords(count: number, { choice, choose }: ImportanceControlsState): TemplateResult {
  const variables = count === 1 ? 'design variable' : 'design variables';
  if (count <= shownAtFirst) return html`<span class="hint">${count} ${variables}</span>`;
  return html`<span class="hint"
      >${choice.isAll ? count : shownAtFirst} of ${count} ${variables}</span
    >
    <button @click=${() => choose({ isAll: !choice.isAll })}>
      ${choice.isAll ? `Show First ${shownAtFirst}` : 'Show All'}
    </button>`;
}

function trustWords(answer: ImportanceAnswer): TemplateResult {
  return html`<p class="importance-words" role="status">
      ${usedWords(answer.usable, answer.target)}. ${forestWords(answer)}
    </p>
    <details class="importance-method">
      <summary>How this is computed</summary>
      <p>
        Rank correlation: how steadily ${answer.target} rises or falls with a variable, whatever the
        shape, from 0 to 1 (Spearman 1904, The proof and measurement of association between two
        things). Rows without a value in the variable are left out for it.
      </p>
      <p>
        Permutation importance: how much worse a forest of regression trees predicts
        ${answer.target} when the values of a variable are shuffled, as a share of all variables
        (Breiman 2001, Random forests). It sees categories and interactions, too; variables that
        carry the same information share their importance. The same seed is used every time.
      </p>
    </details>`;
}
