import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { countText } from '../../core/countText';
import { numberText } from '../page/numberText';
import type { HistoryLine } from './historiesOption';

/** Steps in the table of one result. */
const shownSteps = 500;

/** The histories for those who would rather read: the steps of each result. */
export function historiesTable(lines: readonly HistoryLine[], title: string): TemplateResult {
  return html`${lines.map(({ result: { name }, steps: { at, values } }) => {
    const shown = Array.from(at.subarray(0, shownSteps));
    const words =
      shown.length < at.length ? `The first ${shown.length} of ${countText(at.length)} steps.` : '';
    return html`
      <h2>${name}</h2>
      <p>${words}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">evaluations</th>
            <th scope="col">${title}</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (evaluations, step) =>
              html`<tr>
                <td>${countText(evaluations)}</td>
                <td>${numberText(values[step] as number, 17)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    `;
  })}`;
}
