import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { countText } from '../../core/countText';
import type { PageContext } from '../page/pageContext';
import { shownColumns } from './columnLayout';
import { rowChoices } from './exportRows';
import type { RowChoice } from './exportRows';
import type { TableModel } from './tableModel';

/** Asks which rows and columns are exported; the host asks for the rest. Made anew each time it is opened. */
export class ExportMenu {
  private chosen: string;
  private isShownOnly = false;

  constructor(
    private readonly model: TableModel,
    private readonly context: PageContext,
    private readonly actions: {
      readonly redraw: () => void;
      readonly close: () => void;
      readonly say: (words: string) => void;
    },
  ) {
    // What was narrowed down is what is wanted: the selection, else the filtered table, else everything.
    const titles = this.choices
      .map(({ title }) => title)
      .filter(title => !/^Result set /.test(title));
    this.chosen = titles.at(-1) ?? '';
  }

  content(): TemplateResult {
    const all = this.context.outline.columns.length;
    const shown = shownColumns(this.model.layout).length;
    const { count } = this.choice;
    const columns = this.isShownOnly ? shown : all;
    return html`
      <h2>Export</h2>
      ${this.rowPicker()} ${this.columnPicker(all, shown)}
      <p role="status">
        ${countText(count)} ${count === 1 ? 'row' : 'rows'} of ${countText(columns)}
        ${columns === 1 ? 'column' : 'columns'}
      </p>
      <div class="popup-buttons">
        <button ?disabled=${count === 0 || columns === 0} @click=${() => void this.export()}>
          Choose Format…
        </button>
      </div>
    `;
  }

  private rowPicker(): TemplateResult {
    const { choices, choice: chosen } = this;
    return html`<label class="export-choice"
      >Rows
      <select @change=${(event: Event) => this.choose(event)}>
        ${choices.map(
          ({ title, count }) =>
            html`<option .selected=${title === chosen.title} value=${title}>
              ${title} (${countText(count)})
            </option>`,
        )}
      </select></label
    >`;
  }

  private columnPicker(all: number, shown: number): TemplateResult {
    return html`<label class="export-choice"
      >Columns
      <select
        @change=${(event: Event) => {
          this.isShownOnly = (event.target as HTMLSelectElement).value === 'shown';
          this.actions.redraw();
        }}
      >
        <option value="all" .selected=${!this.isShownOnly}>All (${countText(all)})</option>
        <option value="shown" .selected=${this.isShownOnly}>
          Those of the table, in its order (${countText(shown)})
        </option>
      </select></label
    >`;
  }

  private get choices(): readonly RowChoice[] {
    return rowChoices(this.model, this.context);
  }

  /** What is chosen, of what there is now. */
  private get choice(): RowChoice {
    const { choices } = this;
    return choices.find(({ title }) => title === this.chosen) ?? (choices[0] as RowChoice);
  }

  private choose({ target }: Event): void {
    this.chosen = (target as HTMLSelectElement).value;
    this.actions.redraw();
  }

  private async export(): Promise<void> {
    const rows = this.choice.rows();
    const columns = this.isShownOnly ? { columns: shownColumns(this.model.layout) } : {};
    this.actions.close();
    this.actions.say(await this.context.exporter.save({ ...rows, ...columns }));
  }
}
