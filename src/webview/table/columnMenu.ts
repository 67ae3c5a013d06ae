import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ColumnLayout } from './columnLayout';
import { movedStep, narrowest, widest, withHidden, withPinned, withWidth } from './columnLayout';
import { filterForm } from './filterForm';
import { columnFacts } from './roleMark';
import { rowsWords } from './tableBar';
import type { TableModel } from './tableModel';

/** What can be done with one column. */
export interface ColumnMenu {
  readonly place: number;
  /** Pixels that it is wide now. */
  readonly width: number;
  /** Pixels that it needs for what is in sight. */
  readonly fittingWidth: () => number;
  readonly close: () => void;
}

export function columnMenu(model: TableModel, menu: ColumnMenu): TemplateResult {
  const { place } = menu;
  const variable = model.context.outline.columns[place]?.variable;
  return html`
    <h2>${model.nameOf(place)}</h2>
    <p class="popup-title">${variable === undefined ? '' : columnFacts(variable).join('\n')}</p>
    ${sortButtons(model, place)} ${filterForm(model, place)}
    <p>${rowsWords(model)}</p>
    ${layoutButtons(model, menu)}
    <p class="popup-hint">
      In the header: Enter sorts, Shift+Enter adds a key; Alt+← → moves the column, Alt+Shift+← →
      makes it narrower or wider, Alt+↓ opens this. A double click on its edge fits it.
    </p>
  `;
}

function sortButtons({ rows }: TableModel, place: number): TemplateResult {
  const sort = rows.sorts.find(each => each.place === place);
  const button = (isDescending: boolean | undefined, words: string): TemplateResult =>
    html`<button
      aria-pressed=${sort?.isDescending === isDescending}
      @click=${() => rows.sortBy(isDescending === undefined ? [] : [{ place, isDescending }])}
    >
      ${words}
    </button>`;
  return html`<div class="popup-buttons" role="group" aria-label="Sort">
    ${button(false, '▲ Ascending')} ${button(true, '▼ Descending')} ${button(undefined, 'Unsorted')}
  </div>`;
}

function layoutButtons(model: TableModel, menu: ColumnMenu): TemplateResult {
  const { layout } = model;
  const { place, width, fittingWidth, close } = menu;
  const isPinned = layout.pinned.has(place);
  const change = (changed: ColumnLayout) => () => (model.layout = changed);
  const hide = (): void => {
    close();
    model.layout = withHidden(layout, place, true);
  };
  return html`<div class="popup-buttons" role="group" aria-label="Column">
    <button aria-pressed=${isPinned} @click=${change(withPinned(layout, place, !isPinned))}>
      Pin left
    </button>
    <button @click=${change(movedStep(layout, place, -1))}>Move left</button>
    <button @click=${change(movedStep(layout, place, 1))}>Move right</button>
    <button @click=${hide}>Hide</button>
    <label
      >Width
      <input
        type="number"
        min=${narrowest}
        max=${widest}
        .value=${String(layout.widths.get(place) ?? width)}
        @change=${(event: Event) => {
          const { valueAsNumber } = event.target as HTMLInputElement;
          if (!Number.isNaN(valueAsNumber)) model.layout = withWidth(layout, place, valueAsNumber);
        }}
      />
    </label>
    <button @click=${() => (model.layout = withWidth(layout, place, fittingWidth()))}>Fit</button>
  </div>`;
}
