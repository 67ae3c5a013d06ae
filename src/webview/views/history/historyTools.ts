import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { columnPicker } from '../columnPicker';
import type { ResultOutline } from '../../protocol';
import { aimPicker } from '../aimPicker';
import { aimOf, axisNames, objectivesOf } from '../pareto/paretoChoice';
import { hasMeasure, measures, orderColumns } from './historyChoice';
import type { HistoryChoice, Measure } from './historyChoice';

const titles: Readonly<Record<Measure, string>> = {
  objective: 'Objective',
  violation: 'Constraint Violation',
  hypervolume: 'Hypervolume',
};

const whyNot: Readonly<Record<Measure, string>> = {
  objective: '',
  violation: 'This result has no constraints.',
  hypervolume: 'This result has no objectives.',
};

type Change = (change: Partial<HistoryChoice>) => void;

/** The controls that choose what is seen. */
export function historyTools(
  choice: HistoryChoice,
  outline: ResultOutline,
  change: Change,
): TemplateResult {
  return html`
    <div class="history-measures" role="group" aria-label="Shown over the evaluations">
      ${measures.map(measure => measureButton(measure, choice, outline, change))}
    </div>
    ${choice.measure === 'objective' ? objectiveTools(choice, outline, change) : nothing}
    ${orderTools(choice, outline, change)}
    <label title="Logarithmic axis of values">
      <input
        type="checkbox"
        aria-label="Y logarithmic"
        .checked=${choice.isLog === true}
        @change=${() => change({ isLog: choice.isLog !== true, zoom: undefined })}
      />log
    </label>
  `;
}

function measureButton(
  measure: Measure,
  choice: HistoryChoice,
  outline: ResultOutline,
  change: Change,
): TemplateResult {
  const isThere = hasMeasure(measure, outline);
  return html`<button
    aria-pressed=${choice.measure === measure}
    ?disabled=${!isThere}
    title=${isThere ? '' : whyNot[measure]}
    @click=${() => change({ measure, zoom: undefined })}
  >
    ${titles[measure]}
  </button>`;
}

function objectiveTools(
  choice: HistoryChoice,
  outline: ResultOutline,
  change: Change,
): TemplateResult {
  const objectives = objectivesOf(outline);
  const others = axisNames(outline).filter(name => !objectives.includes(name));
  const { objective: name } = choice;
  return html`
    <label>
      Objective
      ${columnPicker([...objectives, ...others], name, {
        none: 'choose a column',
        onPick: objective => change({ objective, zoom: undefined }),
      })}
    </label>
    ${
      name === undefined
        ? nothing
        : aimPicker('Which way is better', aimOf(choice, outline, name).aim, aim =>
            change({ aims: { ...choice.aims, [name]: aim } }),
          )
    }
  `;
}

function orderTools(choice: HistoryChoice, outline: ResultOutline, change: Change) {
  const names = orderColumns(outline);
  if (names.length === 0) return nothing;
  return html`<label>
    Over
    ${columnPicker(names, choice.order, {
      none: 'evaluations',
      onPick: order => change({ order, zoom: undefined }),
    })}
  </label>`;
}
