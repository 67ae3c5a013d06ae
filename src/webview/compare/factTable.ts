import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';

/** A cell of a table of facts. */
export interface Fact {
  /** For the eye. */
  readonly text: string;
  /** With all digits, for the tooltip and the clipboard; absent where it is the text. */
  readonly exact?: string;
  /** What is said of it behind it, such as `best`. */
  readonly mark?: string;
}

/** A table of facts, to be read or copied. */
export interface FactTable {
  readonly title: string;
  /** What has to be known to read it. */
  readonly words: readonly string[];
  /** The first is that of the names of the rows. */
  readonly heads: readonly string[];
  readonly rows: readonly { readonly name: string; readonly facts: readonly Fact[] }[];
}

export function factTable(table: FactTable, onCopy: () => void): TemplateResult {
  const { title, words, heads, rows } = table;
  return html`
    <section aria-label=${title}>
      <h2>${title} <button @click=${onCopy}>Copy Table</button></h2>
      ${words.map(text => html`<p>${text}</p>`)}
      <table>
        <thead>
          <tr>
            ${heads.map(head => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ name, facts }) => html`
              <tr>
                <th scope="row">${name}</th>
                ${facts.map(factCell)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </section>
  `;
}

function factCell({ text, exact = text, mark }: Fact): TemplateResult {
  return html`<td title=${exact}>
    ${text}${mark === undefined ? nothing : html` <strong>${mark}</strong>`}
  </td>`;
}

/** The table with all digits, a tab between cells. */
export function tsvOf({ heads, rows }: FactTable): string {
  const lines = [
    heads,
    ...rows.map(({ name, facts }) => [name, ...facts.map(({ text, exact = text }) => exact)]),
  ];
  return lines
    .map(line => line.map(cell => cell.replaceAll(/[\t\r\n]+/g, ' ')).join('\t') + '\n')
    .join('');
}
