import { html, nothing, render } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { VariableMetadata } from '../../core/variables';
import { isOpen } from './columnFilter';
import type { PlacedColumn } from './columnPlacement';
import { columnTitle, roleMark } from './roleMark';
import type { TableModel } from './tableModel';

/** What the header is drawn with. */
export interface HeadDrawing {
  readonly height: number;
  readonly rowNumberWidth: number;
  readonly scrollLeft: number;
  readonly columns: readonly PlacedColumn[];
  /** Column that can take the focus, 0 is the row number; `undefined` when a row has it. */
  readonly focusColumn: number | undefined;
}

/** The header of the grid: names, units, roles, sort marks. */
export class GridHead {
  readonly element = document.createElement('div');

  constructor(private readonly model: TableModel) {
    this.element.className = 'grid-head';
    this.element.dataset['row'] = '-1';
    this.element.setAttribute('role', 'row');
    this.element.setAttribute('aria-rowindex', '1');
  }

  draw(drawing: HeadDrawing): void {
    const { columns, focusColumn, height, rowNumberWidth, scrollLeft } = drawing;
    const { element } = this;
    render(
      html`<div
          role="columnheader"
          class="cell row-number"
          aria-colindex="1"
          aria-label="Row number"
          data-column="0"
          tabindex=${focusColumn === 0 ? 0 : -1}
          title="Row number. The first row is 0, as in Python and in result sets."
        >
          #
        </div>
        ${repeat(
          columns,
          ({ place }) => place,
          column => this.cell(column, focusColumn === column.index + 1),
        )}`,
      element,
    );
    element.style.height = `${height}px`;
    const [first, ...others] = element.querySelectorAll<HTMLElement>(':scope > .cell');
    if (first !== undefined) first.style.width = `${rowNumberWidth}px`;
    // A style written in the markup would break the policy of the page.
    others.forEach((cell, index) => {
      const { left, width, isFixed } = columns[index] as PlacedColumn;
      cell.style.left = `${isFixed ? left : left - scrollLeft}px`;
      cell.style.width = `${width}px`;
    });
  }

  /** The element of a column, 0 being the row number. */
  cellAt(column: number): HTMLElement | undefined {
    return this.element.querySelector<HTMLElement>(`[data-column="${column}"]`) ?? undefined;
  }

  private cell({ place, index, isFixed }: PlacedColumn, isFocusable: boolean): TemplateResult {
    const { rows, context, failures } = this.model;
    const outline = context.outline.columns[place];
    if (outline === undefined) return html``;
    const { variable, type } = outline;
    const [first] = rows.sorts;
    const direction = first?.isDescending === true ? 'descending' : 'ascending';
    const isNumeric = type === 'float64' || type === 'int64';
    return html`<div
      role="columnheader"
      class="cell head-cell ${isNumeric ? 'right' : ''} ${isFixed ? 'fixed' : ''}"
      aria-colindex=${index + 2}
      aria-sort=${first?.place === place ? direction : nothing}
      aria-label=${this.labelOf(place)}
      aria-haspopup="dialog"
      data-column=${index + 1}
      data-place=${place}
      tabindex=${isFocusable ? 0 : -1}
      title=${failures.get(place) ?? columnTitle(variable)}
    >
      ${this.lines(variable, place)}
      <button class="head-menu" tabindex="-1" aria-label="Menu of the column ${variable.name}">
        ⋮
      </button>
      <span class="head-resize" aria-hidden="true"></span>
    </div>`;
  }

  private lines(variable: VariableMetadata, place: number): TemplateResult {
    const { rows, failures } = this.model;
    const { mark, shortWords } = roleMark(variable);
    const key = rows.sorts.findIndex(sort => sort.place === place);
    const sort = rows.sorts[key];
    return html`<span class="head-line">
        <span class="head-name">${variable.name}</span>
        ${
          variable.unit === undefined
            ? nothing
            : html`<span class="head-unit">[${variable.unit}]</span>`
        }
        ${sort === undefined ? nothing : this.sortMark(sort.isDescending, key)}
      </span>
      <span class="head-line head-role">
        <span>${failures.has(place) ? '⚠ could not be read' : `${mark} ${shortWords}`}</span>
        ${isOpen(rows.filterOf(place)) ? nothing : html`<span class="head-filtered">filtered</span>`}
      </span>`;
  }

  /** All that the header shows, for those who hear it. */
  private labelOf(place: number): string {
    const { rows, context, failures } = this.model;
    const variable = context.outline.columns[place]?.variable;
    if (variable === undefined) return '';
    const { mark, words } = roleMark(variable);
    const key = rows.sorts.findIndex(sort => sort.place === place);
    const direction = rows.sorts[key]?.isDescending === true ? 'descending' : 'ascending';
    return [
      variable.name,
      ...(variable.unit === undefined ? [] : [variable.unit]),
      `${mark} ${words}`,
      ...(key < 0 ? [] : [`sorted ${direction}, key ${key + 1}`]),
      ...(isOpen(rows.filterOf(place)) ? [] : ['filtered']),
      ...(failures.has(place) ? ['could not be read'] : []),
    ].join(', ');
  }

  private sortMark(isDescending: boolean, key: number): TemplateResult {
    const isAlone = this.model.rows.sorts.length === 1;
    return html`<span class="head-sort"
      >${isDescending ? '▼' : '▲'}${isAlone ? '' : key + 1}</span
    >`;
  }
}
