import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { countText } from '../../core/countText';
import type { ColumnLayout } from './columnLayout';
import { movedStep, shownColumns, withHidden, withPinned } from './columnLayout';
import { roleMark } from './roleMark';
import type { TableModel } from './tableModel';

/** All columns, shown or not; made anew each time it is opened. */
export class ColumnsMenu {
  private search = '';

  constructor(
    private readonly model: TableModel,
    private readonly redraw: () => void,
  ) {}

  content(): TemplateResult {
    const { model, search } = this;
    const { layout, context } = model;
    const { columns } = context.outline;
    const shown = shownColumns(layout);
    const all = [...shown, ...layout.order.filter(place => layout.hidden.has(place))];
    const found = all.filter(place =>
      model.nameOf(place).toLowerCase().includes(search.toLowerCase()),
    );
    return html`
      <h2>Columns</h2>
      <p role="status">
        ${countText(shown.length)} of ${countText(columns.length)} columns
        shown${search === '' ? '' : `, ${countText(found.length)} found`}
      </p>
      <label
        >Find
        <input
          type="search"
          spellcheck="false"
          @input=${(event: Event) => {
            this.search = (event.target as HTMLInputElement).value;
            this.redraw();
          }}
      /></label>
      ${this.buttons(layout, found)}
      <ul class="columns-list">
        ${repeat(
          found,
          place => place,
          place => this.line(layout, place),
        )}
      </ul>
    `;
  }

  private buttons(layout: ColumnLayout, found: readonly number[]): TemplateResult {
    const { model, search } = this;
    const which = search === '' ? 'all' : 'found';
    const hide = (hidden: ReadonlySet<number>): void => void (model.layout = { ...layout, hidden });
    return html`<div class="popup-buttons">
      <button @click=${() => hide(without(layout.hidden, found))}>Show ${which}</button>
      <button @click=${() => hide(new Set([...layout.hidden, ...found]))}>Hide ${which}</button>
      <button @click=${() => model.resetLayout()}>Reset</button>
    </div>`;
  }

  private line(layout: ColumnLayout, place: number): TemplateResult {
    const { model } = this;
    const variable = model.context.outline.columns[place]?.variable;
    const name = model.nameOf(place);
    const isShown = !layout.hidden.has(place);
    const isPinned = layout.pinned.has(place);
    const { mark, shortWords } = variable === undefined ? unknownRole : roleMark(variable);
    return html`<li>
      <label title=${name}
        ><input
          type="checkbox"
          .checked=${live(isShown)}
          @change=${() => (model.layout = withHidden(layout, place, isShown))}
        /><span>${name}</span> <span class="columns-role">${mark} ${shortWords}</span></label
      >
      <button
        aria-pressed=${isPinned}
        aria-label="Pin ${name} left"
        ?disabled=${!isShown}
        @click=${() => (model.layout = withPinned(layout, place, !isPinned))}
      >
        Pin
      </button>
      <button
        aria-label="Move ${name} left"
        ?disabled=${!isShown}
        @click=${() => (model.layout = movedStep(layout, place, -1))}
      >
        ↑
      </button>
      <button
        aria-label="Move ${name} right"
        ?disabled=${!isShown}
        @click=${() => (model.layout = movedStep(layout, place, 1))}
      >
        ↓
      </button>
    </li>`;
  }
}

const unknownRole = { mark: '', shortWords: '' };

function without(set: ReadonlySet<number>, members: readonly number[]): ReadonlySet<number> {
  const taken = new Set(members);
  return new Set([...set].filter(member => !taken.has(member)));
}
