import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { countText } from '../../../core/countText';
import { numberText } from '../../page/numberText';
import type { Ranked } from '../../analysis/ranked';
import type { DecideAnswer } from './decideAnswer';

export const rowsOnPage = 100;

export interface RankedTableState {
  readonly answer: DecideAnswer;
  /** The first one is 0. */
  readonly page: number;
  /** One byte per row of the result, 1 where it is selected. */
  readonly selected: Uint8Array;
  readonly onPage: (page: number) => void;
  readonly onChoose: (row: number, isAdded: boolean) => void;
}

/** Ranked rows, the best first, a page at a time. */
export function rankedTable(state: RankedTableState): TemplateResult | typeof nothing {
  const { answer, page } = state;
  const { ranking, criteria } = answer;
  if (ranking === undefined) return nothing;
  const start = page * rowsOnPage;
  const end = Math.min(start + rowsOnPage, ranking.rows.length);
  const places = Array.from({ length: end - start }, (_, at) => start + at);
  return html`
    ${pages(state, ranking)}
    <table>
      <thead>
        <tr>
          <th scope="col">Rank</th>
          <th scope="col">Row</th>
          <th scope="col">Score</th>
          <td></td>
          ${criteria.map(
            ({ name, variable }) =>
              html`<th scope="col" title=${name}>
                ${name}${variable.unit === undefined ? '' : ` [${variable.unit}]`}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${places.map(at => line(state, ranking, at))}
      </tbody>
    </table>
  `;
}

function line(
  { answer, selected, onChoose }: RankedTableState,
  ranking: Ranked,
  at: number,
): TemplateResult {
  const row = ranking.rows[at] as number;
  const score = ranking.scores[at] as number;
  const isSelected = selected[row] === 1;
  const choose = (event: MouseEvent): void =>
    onChoose(row, event.ctrlKey || event.metaKey || event.shiftKey);
  return html`<tr class=${isSelected ? 'selected' : ''} @click=${choose}>
    <td>${ranking.ranks[at]}</td>
    <td>
      <button aria-pressed=${isSelected} aria-label=${`Select row ${row}`}>${row}</button>
    </td>
    <td title=${String(score)}>${numberText(score, 4)}</td>
    <td><meter min="0" max="1" .value=${score} aria-hidden="true"></meter></td>
    ${answer.values.map(column => {
      const value = column[row] as number;
      return html`<td title=${String(value)}>${numberText(value)}</td>`;
    })}
  </tr>`;
}

function pages({ page, onPage }: RankedTableState, { rows }: Ranked): TemplateResult {
  const total = countText(rows.length);
  if (rows.length <= rowsOnPage) {
    return html`<p class="decide-pages">
      ${rows.length === 1 ? 'The only ranked row' : `All ${total} ranked rows`}
    </p>`;
  }
  const start = page * rowsOnPage;
  const end = Math.min(start + rowsOnPage, rows.length);
  const words =
    page === 0
      ? `First ${rowsOnPage} of ${total} ranked rows`
      : `${countText(start + 1)} to ${countText(end)} of ${total} ranked rows`;
  return html`<p class="decide-pages">
    ${words}
    <button ?disabled=${page === 0} @click=${() => onPage(page - 1)}>Previous ${rowsOnPage}</button>
    <button ?disabled=${end === rows.length} @click=${() => onPage(page + 1)}>
      Next ${rowsOnPage}
    </button>
  </p>`;
}
