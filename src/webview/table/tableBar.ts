import { html, nothing, render } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { countText } from '../../core/countText';
import type { TableModel } from './tableModel';

/** What the bar above the grid can do. */
export interface BarActions {
  readonly selectShown: () => void;
  readonly scrollToSelected: () => void;
  /** Goes to a row of the result. @returns why it cannot; `undefined` when it went there. */
  readonly goTo: (row: number) => string | undefined;
  readonly copy: () => void;
  readonly openColumns: (anchor: Element) => void;
  readonly openExport: (anchor: Element) => void;
}

/** `5,000 rows`, or `123 of 5,000 rows`. */
export function rowsWords({ rows, context }: TableModel): string {
  const { rowCount } = context.outline;
  const all = `${countText(rowCount)} ${rowCount === 1 ? 'row' : 'rows'}`;
  return rows.count === rowCount ? all : `${countText(rows.count)} of ${all}`;
}

/** The bar above the grid: which rows are shown, and what can be done with them. */
export class TableBar {
  readonly element = document.createElement('div');
  private note = '';

  constructor(
    private readonly model: TableModel,
    private readonly actions: BarActions,
  ) {
    this.element.className = 'table-bar';
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', 'Table');
  }

  draw(): void {
    const { model, actions } = this;
    const { rows, context } = model;
    const selected = context.selection.current.count;
    render(
      html`
        <span class="table-count">${this.countWords(selected)}</span>
        ${this.filtersPart()}
        <label class="table-check"
          ><input
            type="checkbox"
            .checked=${live(rows.onlySelected)}
            @change=${() => rows.showOnlySelected(!rows.onlySelected)}
          />Only selected</label
        >
        <button ?disabled=${selected === 0} @click=${actions.scrollToSelected}>
          Scroll to selected
        </button>
        ${this.goToForm()}
        <button title="Selected rows, or the cell with the focus (Ctrl+C)" @click=${actions.copy}>
          Copy
        </button>
        <button
          aria-haspopup="dialog"
          @click=${(event: Event) => actions.openColumns(event.currentTarget as Element)}
        >
          Columns…
        </button>
        <button
          aria-haspopup="dialog"
          @click=${(event: Event) => actions.openExport(event.currentTarget as Element)}
        >
          Export…
        </button>
        ${this.troubles()}
      `,
      this.element,
    );
  }

  /** Says something in the bar until something else is said. */
  say(note: string): void {
    this.note = note;
    this.model.context.announce(note);
    this.draw();
  }

  private countWords(selected: number): string {
    const { model } = this;
    const chosen = selected === 0 ? '' : ` · ${countText(selected)} selected`;
    return `${rowsWords(model)}${chosen}${model.rows.busy === undefined ? '' : ` · ${model.rows.busy}`}`;
  }

  private filtersPart(): TemplateResult | typeof nothing {
    const { rows } = this.model;
    const words = rows.filterWords;
    if (words === '') return nothing;
    return html`<span class="table-filters" title=${words}>${words}</span>
      <button @click=${() => rows.clearFilters()}>Clear filters</button>
      <button ?disabled=${rows.count === 0} @click=${this.actions.selectShown}>
        Select these
      </button>`;
  }

  private goToForm(): TemplateResult {
    const { rowCount } = this.model.context.outline;
    return html`<form
      class="table-goto"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const input = (event.target as HTMLFormElement).elements[0] as HTMLInputElement;
        if (input.value !== '') this.say(this.actions.goTo(input.valueAsNumber) ?? '');
      }}
    >
      <input
        type="number"
        step="1"
        aria-label="Go to row"
        placeholder="Go to row…"
        title="0 to ${Math.max(0, rowCount - 1)}, then Enter"
      />
    </form>`;
  }

  private troubles(): TemplateResult | typeof nothing {
    const { model, note } = this;
    const [failure] = model.failures.values();
    const trouble = failure ?? model.rows.failure;
    if (trouble !== undefined) {
      return html`<span class="table-note" role="alert">${trouble}</span>
        <button @click=${() => model.retry()}>Try again</button>`;
    }
    return note === '' ? nothing : html`<span class="table-note">${note}</span>`;
  }
}
