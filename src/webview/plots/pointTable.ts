import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { countText } from '../../core/countText';
import { rowsText } from './placement';

/** What is known of a row: name and value, both text. */
export type PointFacts = (row: number) => readonly (readonly [name: string, value: string])[];

/** Rows in the table; all are in the table of the result. */
const shownRows = 500;

/** The points of a plot for those who would rather read: the first of them. @param which rows these are, in words. */
export function pointTable(rows: Uint32Array, facts: PointFacts, which: string): TemplateResult {
  const shown = Array.from(rows.subarray(0, shownRows));
  const names = shown[0] === undefined ? [] : facts(shown[0]).map(([name]) => name);
  const words =
    shown.length < rows.length
      ? `The first ${rowsText(shown.length)} of ${countText(rows.length)} ${which}.`
      : `${rowsText(rows.length)} ${which}.`;
  return html`
    <p>${words}</p>
    <table>
      <thead>
        <tr>
          ${names.map(name => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          row =>
            html`<tr>
              ${facts(row).map(([, value]) => html`<td>${value}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  `;
}
