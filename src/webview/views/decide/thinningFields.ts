import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ControlsState } from './decideControls';
import { criteriaOf, epsilonShare, goalsOf } from './decideChoice';
import { percentText } from './decideWords';
import { sliderField } from './sliderField';

/** Share of a range at the right end of a slider. */
const most = 0.5;
const step = 0.001;

/** One ε for each objective: the slider goes over the range of the objective, the field is in its unit. */
export function epsilonFields(state: ControlsState): TemplateResult {
  const { choice, outline, answer, change } = state;
  const choose = (name: string, share: number): void =>
    change({ epsilons: { ...choice.epsilons, [name]: share } });
  const field = (name: string, unit: string | undefined): TemplateResult => {
    const share = epsilonShare(choice, name);
    const range = answer?.ranges.get(name) ?? 0;
    return html`<div class="decide-field">
      <span class="decide-name" title=${name}
        >ε of ${name}${unit === undefined ? '' : ` [${unit}]`}</span
      >
      ${sliderField({
        label: `ε of ${name}`,
        slid: share,
        max: most,
        step,
        // An ε of 0 would be none.
        onSlide: slid => choose(name, Math.max(step, slid)),
        typed: String(Number((share * range).toPrecision(6))),
        isTypable: typed => typed > 0 && range > 0,
        onType: typed => choose(name, typed / range),
      })}
      <span class="decide-share">${percentText(share)}</span>
    </div>`;
  };
  return html`
    ${goalsOf(criteriaOf(choice, outline)).map(({ name, variable }) => field(name, variable.unit))}
    <p class="decide-hint">
      Objective space is cut into boxes with these edges: each box that no other dominates keeps one
      point. In percent of the range of the rows at the start.
    </p>
  `;
}

/** Δt and Δr of the smart Pareto filter, in percent of the range of each objective. */
export function smartFields({ choice, change }: ControlsState): TemplateResult {
  const field = (title: string, share: number, choose: (share: number) => void): TemplateResult =>
    html`<div class="decide-field">
      <span class="decide-name">${title}</span>
      ${sliderField({
        label: title,
        slid: share,
        max: most,
        step,
        onSlide: choose,
        typed: String(Number((share * 100).toPrecision(6))),
        isTypable: typed => typed >= 0 && typed <= 100,
        onType: typed => choose(typed / 100),
      })}
      <span class="decide-share">%</span>
    </div>`;
  return html`
    ${field('Δt', choice.change, value =>
      change({ change: value, reach: Math.max(value, choice.reach) }),
    )}
    ${field('Δr', choice.reach, value =>
      change({ reach: value, change: Math.min(value, choice.change) }),
    )}
    <p class="decide-hint">
      A change of an objective up to Δt does not matter: of points that differ by no more in one
      objective, and by no more than Δr in the others, one is kept. In percent of the range of the
      front.
    </p>
  `;
}
