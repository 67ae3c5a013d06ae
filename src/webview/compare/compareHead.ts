import { html, nothing, render } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { countText } from '../../core/countText';
import { toggled } from './compareChoice';
import { compareChoices } from './compareChoices';
import type { Compared } from './compared';
import { isReadable } from './compared';
import type { CompareModel } from './compareModel';
import { resultNotes } from './compareWords';

/** The results by name and sign, what of them is compared, and what must be known about that. */
export function drawCompareHead(place: HTMLElement, model: CompareModel): void {
  const { all, current, match } = model;
  const notes = [...match.notes, ...(typeof current === 'string' ? [] : resultNotes(current))];
  render(
    html`
      <h1>Compare ${all.length} Results</h1>
      <table>
        <thead>
          <tr>
            ${['Result', 'In', 'Problem', 'Solver', 'Rows', 'Feasible'].map(
              head => html`<th scope="col">${head}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${all.map(result => resultRow(result, model))}
        </tbody>
      </table>
      ${match.refused.map(({ words }) => html`<p role="alert">${words} ${leaveOutButtons(model)}</p>`)}
      ${match.common.length === 0 ? nothing : compareChoices(model)}
      ${
        notes.length === 0
          ? nothing
          : html`<ul>
              ${notes.map(note => html`<li>${note}</li>`)}
            </ul>`
      }
    `,
    place,
  );
  colourSigns(place, all);
}

function resultRow(result: Compared, model: CompareModel): TemplateResult {
  const { name, glyph, backendTitle, id } = result;
  const isIn = isReadable(result) && !model.choice.leftOut.includes(id);
  const box = html`
    <label>
      <input
        type="checkbox"
        .checked=${isIn}
        ?disabled=${!isReadable(result)}
        @change=${(event: Event) => {
          const { checked } = event.target as HTMLInputElement;
          model.change({ leftOut: toggled(model.choice.leftOut, id, !checked) });
        }}
      />
      <span class="glyph" aria-hidden="true">${glyph}</span> ${name}
    </label>
  `;
  if (!isReadable(result)) {
    return html`<tr>
      <th scope="row">${box}</th>
      <td>${backendTitle}</td>
      <td colspan="4" role="alert">${result.content}</td>
    </tr>`;
  }
  const { problem, rowCount } = result.content.outline;
  const cells = [problem.name, problem.solver ?? '–', countText(rowCount)];
  return html`<tr>
    <th scope="row">${box}</th>
    <td>${backendTitle}</td>
    ${cells.map(cell => html`<td>${cell}</td>`)}
    <td>${feasibleText(result, model)}</td>
  </tr>`;
}

function feasibleText(result: Compared, { current }: CompareModel): string {
  if (typeof current === 'string') return '–';
  const place = current.results.findIndex(({ id }) => id === result.id);
  const feasible = current.rows[place]?.feasible;
  return feasible === undefined ? '–' : countText(feasible);
}

/** Of two results that disagree, either can be left out. */
function leaveOutButtons(model: CompareModel): readonly TemplateResult[] {
  const { inPlay, choice } = model;
  return inPlay.map(
    ({ id, name }) =>
      html`<button @click=${() => model.change({ leftOut: toggled(choice.leftOut, id, true) })}>
        Leave out ${name}
      </button> `,
  );
}

/** By code, as the policy of the page forbids styles in markup. */
function colourSigns(place: HTMLElement, all: readonly Compared[]): void {
  place.querySelectorAll<HTMLElement>('.glyph').forEach((glyph, index) => {
    glyph.style.color = all[index]?.colour ?? '';
  });
}
