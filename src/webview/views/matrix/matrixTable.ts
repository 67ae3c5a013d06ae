import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { cellTextOf } from './correlation';
import type { Correlation } from './correlation';
import { distributionWords } from './cellWords';
import type { MatrixColumn } from './matrixColumn';
import type { Cell } from './matrixLayout';

type CorrelationAt = (cell: Cell) => Correlation;

/** The matrix for those who would rather read: all rank correlations, and how each column is distributed. */
export function matrixTable(
  columns: readonly MatrixColumn[],
  correlationAt: CorrelationAt,
): TemplateResult {
  return html`${correlationTable(columns, correlationAt)} ${distributionTable(columns)}`;
}

function correlationTable(
  columns: readonly MatrixColumn[],
  correlationAt: CorrelationAt,
): TemplateResult {
  const titles = columns.map(({ axis }) => axis.title);
  const cell = (across: number, down: number): string =>
    across === down ? '–' : cellTextOf(correlationAt({ across, down }));
  return html`<table>
    <caption>
      Spearman's rank correlation, and of how many rows
    </caption>
    <thead>
      <tr>
        <td></td>
        ${titles.map(title => html`<th scope="col">${title}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${titles.map(
        (title, down) =>
          html`<tr>
            <th scope="row">${title}</th>
            ${titles.map((_, across) => html`<td>${cell(across, down)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function distributionTable(columns: readonly MatrixColumn[]): TemplateResult {
  return html`<table>
    <caption>
      Distributions
    </caption>
    <tbody>
      ${columns.map(
        column =>
          html`<tr>
            <th scope="row">${column.axis.title}</th>
            <td>${distributionWords(column)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
