import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ResultOutline } from '../../protocol';
import { aimOf, axisNames, objectivesOf, variableOf } from './paretoChoice';
import type { Aim, ParetoChoice } from './paretoChoice';

type Dimension = 'x' | 'y' | 'z';

const aims: readonly (readonly [Aim, string])[] = [
  ['minimize', 'lower is better'],
  ['maximize', 'higher is better'],
  ['none', 'no goal'],
];

/** The controls that choose what is seen. */
export function paretoTools(
  choice: ParetoChoice,
  outline: ResultOutline,
  change: (change: Partial<ParetoChoice>) => void,
): TemplateResult {
  const axis = (dimension: Dimension) => axisTools(dimension, { choice, outline, change });
  const extra = objectivesOf(outline).length > 2;
  return html`
    ${axis('x')} ${axis('y')} ${axis('z')}
    <label>
      Colour
      ${picker(
        outline.columns.map(({ variable }) => variable.name),
        choice.colour,
        { none: 'front and feasibility', onPick: colour => change({ colour }) },
      )}
    </label>
    ${
      extra
        ? html`<label>
            <input
              type="checkbox"
              .checked=${choice.isFrontOfAll === true}
              @change=${(event: Event) =>
                change({ isFrontOfAll: (event.target as HTMLInputElement).checked })}
            />
            Front of all ${objectivesOf(outline).length} objectives
          </label>`
        : nothing
    }
  `;
}

interface AxisToolsNeeds {
  readonly choice: ParetoChoice;
  readonly outline: ResultOutline;
  readonly change: (change: Partial<ParetoChoice>) => void;
}

function axisTools(
  dimension: Dimension,
  { choice, outline, change }: AxisToolsNeeds,
): TemplateResult {
  const name = choice[dimension];
  const title = dimension.toUpperCase();
  return html`
    <span class="pareto-axis" role="group" aria-label="${title} axis">
      <label>
        ${title}
        ${picker(axisNames(outline), name, {
          none: dimension === 'z' ? 'none (2-D)' : 'choose a column',
          // Another picture: what was in sight of the old one means nothing.
          onPick: picked => change({ [dimension]: picked, zoom: undefined, turn: undefined }),
        })}
      </label>
      ${name === undefined ? nothing : aimTools(title, name, { choice, outline, change })}
    </span>
  `;
}

function aimTools(
  title: string,
  name: string,
  { choice, outline, change }: AxisToolsNeeds,
): TemplateResult {
  const { aim } = aimOf(choice, outline, name);
  const isLog = choice.logs.includes(name);
  const others = choice.logs.filter(each => each !== name);
  return html`
    <select
      aria-label="Which way is better on ${title}"
      @change=${(event: Event) =>
        change({
          aims: { ...choice.aims, [name]: (event.target as HTMLSelectElement).value as Aim },
          reference: {},
        })}
    >
      ${aims.map(([id, words]) => html`<option value=${id} .selected=${id === aim}>${words}</option>`)}
    </select>
    <label title="Logarithmic axis">
      <input
        type="checkbox"
        aria-label="${title} logarithmic"
        .checked=${isLog}
        @change=${() => change({ logs: isLog ? others : [...others, name], zoom: undefined })}
      />log
    </label>
  `;
}

function picker(
  names: readonly string[],
  chosen: string | undefined,
  { none, onPick }: { readonly none: string; readonly onPick: (name: string | undefined) => void },
): TemplateResult {
  return html`
    <select
      @change=${(event: Event) => {
        const { selectedIndex } = event.target as HTMLSelectElement;
        onPick(names[selectedIndex - 1]);
      }}
    >
      <option .selected=${chosen === undefined}>${none}</option>
      ${names.map(name => html`<option .selected=${name === chosen}>${name}</option>`)}
    </select>
  `;
}

/** The axis of a column: its name and unit, and whether it is logarithmic. */
export function axisOf(name: string, choice: ParetoChoice, outline: ResultOutline) {
  const unit = variableOf(outline, name)?.unit;
  return { name, ...(unit !== undefined && { unit }), log: choice.logs.includes(name) };
}
