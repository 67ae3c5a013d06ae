import { html, render } from 'lit-html';
import { cellAt } from '../../core/column';
import { numberText } from '../page/numberText';
import type { View, ViewContext } from '../views/view';

/** All rows and columns of the result. */
export class ResultTable implements View {
  constructor(
    private readonly place: HTMLElement,
    private readonly context: ViewContext,
  ) {
    context.columns.onDidArrive(() => this.draw());
    this.draw();
  }

  draw(): void {
    const { outline, columns } = this.context;
    const shown = outline.columns.map((_, place) => columns.peek(place));
    const ready = Math.min(20, ...shown.map(({ readyRows }) => readyRows));
    const cell = (place: number, row: number): string => {
      const value = cellAt((shown[place] as (typeof shown)[number]).column, row);
      return typeof value === 'number' || typeof value === 'bigint'
        ? numberText(value)
        : String(value);
    };
    render(
      html`<table>
        <thead>
          <tr>
            ${outline.columns.map(({ variable }) => html`<th>${variable.name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${Array.from(
            { length: ready },
            (_, row) =>
              html`<tr>
                ${outline.columns.map((_, place) => html`<td>${cell(place, row)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>`,
      this.place,
    );
  }

  dispose(): void {
    render(html``, this.place);
  }
}
