import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { Direction } from '../../../core/variables';
import type { ControlsState } from './decideControls';
import { addableNames, criteriaOf } from './decideChoice';
import type { DecideCriterion } from './decideChoice';
import { percentShares } from './shares';
import { sliderField } from './sliderField';

/** The weight of each criterion and which way is better, and what else can count. */
export function weightFields(state: ControlsState): TemplateResult {
  const { choice, outline, change } = state;
  const criteria = criteriaOf(choice, outline);
  const shares = percentShares(criteria.map(({ weight }) => weight));
  const equal = (): void =>
    change({ weights: Object.fromEntries(criteria.map(({ name }) => [name, 50])) });
  return html`
    ${criteria.map((criterion, index) => weightField(state, criterion, shares[index] ?? 0))}
    <div class="decide-line">
      <button ?disabled=${criteria.length < 2} @click=${equal}>Equal Weights</button>
      ${addSelect(state)}
    </div>
  `;
}

function weightField(
  state: ControlsState,
  criterion: DecideCriterion,
  share: number,
): TemplateResult {
  const { choice, change } = state;
  const { name, weight } = criterion;
  const weigh = (value: number): void => change({ weights: { ...choice.weights, [name]: value } });
  return html`<div class="decide-field">
    <span class="decide-name" title=${name}>${name}</span>
    ${sliderField({
      label: `Weight of ${name}`,
      slid: Math.min(100, weight),
      max: 100,
      step: 1,
      onSlide: weigh,
      typed: String(weight),
      isTypable: typed => typed >= 0,
      onType: weigh,
    })}
    <span class="decide-share" aria-label=${`Share of ${name}: ${share} %`}
      >${share.toFixed(1)} %</span
    >
    ${directionSelect(state, criterion)}
    ${
      criterion.isObjective
        ? nothing
        : html`<button
            class="decide-remove"
            aria-label=${`Decide without ${name}`}
            title=${`Decide without ${name}`}
            @click=${() => change({ added: choice.added.filter(each => each !== name) })}
          >
            ✕
          </button>`
    }
  </div>`;
}

function directionSelect(
  { choice, change }: ControlsState,
  { name, direction, isAssumed }: DecideCriterion,
): TemplateResult {
  const choose = ({ target }: Event): void =>
    change({
      directions: {
        ...choice.directions,
        [name]: (target as HTMLSelectElement).value as Direction,
      },
    });
  return html`<select
    class="decide-direction"
    aria-label=${`Which way is better for ${name}`}
    title=${isAssumed ? 'The direction is assumed' : ''}
    @change=${choose}
  >
    <option value="minimize" .selected=${direction === 'minimize'}>
      min${isAssumed && direction === 'minimize' ? ' (assumed)' : ''}
    </option>
    <option value="maximize" .selected=${direction === 'maximize'}>
      max${isAssumed && direction === 'maximize' ? ' (assumed)' : ''}
    </option>
  </select>`;
}

function addSelect({ choice, outline, change }: ControlsState): TemplateResult {
  const names = addableNames(choice, outline);
  const add = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    const name = names[select.selectedIndex - 1];
    select.selectedIndex = 0;
    if (name !== undefined) change({ added: [...choice.added, name] });
  };
  return html`<select aria-label="Add a criterion" ?disabled=${names.length === 0} @change=${add}>
    <option value="">Add a criterion…</option>
    ${names.map(name => html`<option>${name}</option>`)}
  </select>`;
}
