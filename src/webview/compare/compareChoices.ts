import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { CommonObjective } from './commonObjectives';
import { toggled } from './compareChoice';
import type { CompareModel } from './compareModel';

/** What counts of the results, and what their fronts are measured by. */
export function compareChoices(model: CompareModel): TemplateResult {
  return html`<div class="compare-choices">
    <fieldset>
      <legend>Objectives</legend>
      ${model.match.common.map(objective => objectiveBox(objective, model))}
    </fieldset>
    ${referenceSelect(model)}
  </div>`;
}

function objectiveBox(
  { name, direction, unit }: CommonObjective,
  model: CompareModel,
): TemplateResult {
  const { withoutObjectives } = model.choice;
  return html`<label>
    <input
      type="checkbox"
      .checked=${!withoutObjectives.includes(name)}
      @change=${(event: Event) => {
        const { checked } = event.target as HTMLInputElement;
        model.change({ withoutObjectives: toggled(withoutObjectives, name, !checked) });
      }}
    />
    ${direction === 'maximize' ? 'max' : 'min'} ${name}${unit === undefined ? '' : ` [${unit}]`}
  </label>`;
}

function referenceSelect(model: CompareModel): TemplateResult {
  const { reference } = model.choice;
  return html`<label>
    Reference front
    <select
      @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        model.change({ reference: value === '' ? undefined : value });
      }}
    >
      <option value="" ?selected=${reference === undefined}>approximated: of all results</option>
      ${model.inPlay.map(
        ({ id, name }) => html`<option value=${id} ?selected=${reference === id}>${name}</option>`,
      )}
    </select>
  </label>`;
}
