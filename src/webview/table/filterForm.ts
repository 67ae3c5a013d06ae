import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { BlankFilter, ColumnFilter } from './columnFilter';
import { canBeNaN, readBound } from './columnFilter';
import type { TableModel } from './tableModel';

/** More categories than these are filtered by text. */
const mostBoxes = 200;

/** The fields that filter a column; what is typed takes effect at once. */
export function filterForm(model: TableModel, place: number): TemplateResult {
  const outline = model.context.outline.columns[place];
  const filter = model.rows.filterOf(place);
  const change = (part: Partial<Record<keyof ColumnFilter, unknown>>): void => {
    const entries = Object.entries({ ...filter, ...part });
    const kept = entries.filter(([, value]) => value !== undefined && value !== '');
    model.rows.filterBy(place, Object.fromEntries(kept));
  };
  const isOnly = filter.blanks !== undefined && filter.blanks !== 'hide';
  return html`<fieldset class="filter">
    <legend>Show only rows with</legend>
    ${isOnly ? nothing : valueFields(model, place, { filter, change })}
    <label
      >${canBeNaN(outline?.type ?? 'string') ? 'Missing and NaN' : 'Missing'}
      <select
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          change({ blanks: value === '' ? undefined : value });
        }}
      >
        ${blankChoices
          .filter(([value]) => canBeNaN(outline?.type ?? 'string') || !hasNaN.includes(value))
          .map(
            ([value, words]) =>
              html`<option value=${value} ?selected=${value === (filter.blanks ?? '')}>
                ${words}
              </option>`,
          )}
      </select></label
    >
    <button
      ?disabled=${Object.keys(filter).length === 0}
      @click=${() => {
        model.rows.filterBy(place, {});
      }}
    >
      Clear this filter
    </button>
  </fieldset>`;
}

const blankChoices: readonly (readonly [BlankFilter | '', string])[] = [
  ['', 'no condition'],
  ['hide', 'hide'],
  ['missing', 'only missing'],
  ['nan', 'only NaN'],
  ['blank', 'only missing or NaN'],
];
const hasNaN: readonly string[] = ['nan', 'blank'];

interface Editing {
  readonly filter: ColumnFilter;
  readonly change: (part: Partial<Record<keyof ColumnFilter, unknown>>) => void;
}

function valueFields(model: TableModel, place: number, editing: Editing): TemplateResult {
  const { columns, outline } = model.context;
  switch (outline.columns[place]?.type) {
    case 'float64':
    case 'int64':
      return html`<div class="filter-range">
        ${boundField('from', 'From', editing)} ${boundField('to', 'To', editing)}
      </div>`;
    case 'boolean':
      return boxes(['true', 'false'], editing);
    case 'categorical': {
      const { column, readyRows } = columns.peek(place);
      const categories = column.type === 'categorical' ? column.categories : [];
      if (readyRows === 0 && outline.rowCount > 0) return html`<p>Reading…</p>`;
      return categories.length > mostBoxes ? textField(editing) : boxes(categories, editing);
    }
    default:
      return textField(editing);
  }
}

function boundField(
  part: 'from' | 'to',
  words: string,
  { filter, change }: Editing,
): TemplateResult {
  const text = filter[part] ?? '';
  const isWrong = text.trim() !== '' && readBound(text) === undefined;
  return html`<div>
    <label
      >${words}
      <input
        type="text"
        inputmode="decimal"
        spellcheck="false"
        size="10"
        .value=${live(text)}
        aria-invalid=${isWrong}
        aria-describedby="${part}-fault"
        @input=${(event: Event) => change({ [part]: (event.target as HTMLInputElement).value })}
      />
    </label>
    <span id="${part}-fault" role="alert">${isWrong ? 'not a number' : nothing}</span>
  </div>`;
}

function textField({ filter, change }: Editing): TemplateResult {
  return html`<label
    >Text that contains
    <input
      type="text"
      spellcheck="false"
      .value=${live(filter.contains ?? '')}
      @input=${(event: Event) => change({ contains: (event.target as HTMLInputElement).value })}
    />
  </label>`;
}

function boxes(values: readonly string[], { filter, change }: Editing): TemplateResult {
  const chosen = new Set(filter.among ?? values);
  const toggle = (value: string): void => {
    const among = values.filter(each => chosen.has(each) !== (each === value));
    change({ among: among.length === values.length ? undefined : among });
  };
  return html`<div class="filter-boxes">
    ${values.map(
      value =>
        html`<label
          ><input
            type="checkbox"
            .checked=${live(chosen.has(value))}
            @change=${() => toggle(value)}
          /><span>${value === '' ? '(empty text)' : value}</span></label
        >`,
    )}
  </div>`;
}
