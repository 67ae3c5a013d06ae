import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { countText } from '../../core/countText';
import type { ResultOutline } from '../protocol';
import type { SummaryFacts } from './summaryFacts';
import { bestText, directionText, referenceText } from './summaryText';

/** What has no room in the lines of the summary. */
export function summaryDetails(outline: ResultOutline, facts: SummaryFacts): TemplateResult {
  const { description } = outline.problem;
  const holed = outline.columns.filter(({ missing = 0 }) => missing > 0);
  return html`<details @keydown=${closeOnEscape}>
    <summary>Details</summary>
    <div class="summary-details" tabindex="0" role="region" aria-label="Details of the result">
      ${description === undefined || description === '' ? nothing : html`<p>${description}</p>`}
      ${facts.objectives.length === 0 ? nothing : objectiveTable(facts)}
      <p>Hypervolume: ${referenceText(facts)}.</p>
      ${
        facts.completed === undefined
          ? nothing
          : html`<p>
              ${countText(facts.completed)} of ${countText(outline.rowCount)} trials completed.
            </p>`
      }
      ${
        holed.length === 0
          ? html`<p>No value is missing.</p>`
          : html`<p>Missing or not a number, by column:</p>
              <ul>
                ${holed.map(
                  ({ variable, missing = 0 }) =>
                    html`<li>${variable.name}: ${countText(missing)}</li>`,
                )}
              </ul>`
      }
    </div>
  </details>`;
}

function closeOnEscape(event: KeyboardEvent): void {
  const details = event.currentTarget as HTMLDetailsElement;
  if (event.key !== 'Escape' || !details.open) return;
  details.open = false;
  details.querySelector('summary')?.focus();
}

function objectiveTable({ objectives, feasible, completed }: SummaryFacts): TemplateResult {
  const among = [
    ...(feasible === undefined ? [] : ['feasible rows']),
    ...(completed === undefined ? [] : ['trials that completed']),
  ].join(' of ');
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Objective</th>
        <th scope="col">Aim</th>
        <th scope="col">Best value${among === '' ? nothing : html` of ${among}`}</th>
        <th scope="col">Row</th>
      </tr>
    </thead>
    <tbody>
      ${objectives.map(
        objective =>
          html`<tr>
            <th scope="row">${objective.name}</th>
            <td>${directionText(objective)}${objective.isAssumed ? ' (assumed)' : nothing}</td>
            <td title=${String(objective.best?.value ?? '')}>${bestText(objective)}</td>
            <td>${objective.best?.row ?? '–'}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
