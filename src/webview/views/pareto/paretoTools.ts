import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ResultOutline } from '../../protocol';
import { aimPicker } from '../aimPicker';
import { columnPicker } from '../columnPicker';
import { aimOf, axisNames, objectivesOf, variableOf } from './paretoChoice';
import type { ParetoChoice } from './paretoChoice';

type Dimension = 'x' | 'y' | 'z';

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
      ${columnPicker(
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
        ${columnPicker(axisNames(outline), name, {
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
    ${aimPicker(`Which way is better on ${title}`, aim, picked =>
      change({ aims: { ...choice.aims, [name]: picked }, reference: {} }),
    )}
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

/** The axis of a column: its name and unit, and whether it is logarithmic. */
export function axisOf(name: string, choice: ParetoChoice, outline: ResultOutline) {
  const unit = variableOf(outline, name)?.unit;
  return { name, ...(unit !== undefined && { unit }), log: choice.logs.includes(name) };
}
