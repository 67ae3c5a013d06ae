import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { countText } from '../../../core/countText';
import { correlationText } from '../matrix/correlation';
import type { VariableFacts } from './importanceAnswer';
import { shareText } from './importanceOption';
import { directionWords } from './importanceWords';

/** The bars for those who would rather read. */
export function importanceTable(
  variables: readonly VariableFacts[],
  target: string,
): TemplateResult {
  const line = (variable: VariableFacts): TemplateResult => {
    const { title, correlation, share } = variable;
    const isKnown = !('why' in correlation);
    return html`<tr>
      <th scope="row">${title}</th>
      <td title=${String(share ?? '')}>${shareText(share)}</td>
      <td>${isKnown ? correlationText(correlation.value) : '–'}</td>
      <td>${directionWords(variable)}</td>
      <td>${isKnown ? countText(correlation.rows) : '–'}</td>
    </tr>`;
  };
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Design variable</th>
        <th scope="col">Permutation importance</th>
        <th scope="col">Rank correlation</th>
        <th scope="col">With it, ${target}</th>
        <th scope="col">Rows</th>
      </tr>
    </thead>
    <tbody>
      ${variables.map(line)}
    </tbody>
  </table>`;
}
