import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { countText } from '../../../core/countText';
import type { FrontFacts } from '../../analysis/frontFacts';
import { numberText } from '../../page/numberText';
import type { Goal, ParetoAnswer } from './paretoAnswer';
import { rowsText } from '../../plots/placement';

export interface ParetoFactsState {
  readonly answer: ParetoAnswer;
  /** `undefined` while it is computed. */
  readonly facts: FrontFacts | undefined;
  readonly isReferenceTyped: boolean;
  readonly onSelectFront: () => void;
  /** `undefined` where the picture cannot be zoomed. */
  readonly onZoom: (() => void) | undefined;
  readonly onSelectKnee: (row: number) => void;
  /** `undefined`: the usual one. */
  readonly onReference: (name: string, value: number | undefined) => void;
  readonly onUsualReference: () => void;
}

/** What there is to say about the front. */
export function paretoFacts(state: ParetoFactsState): TemplateResult {
  const { answer } = state;
  const { goals, front, rows } = answer;
  if (goals.length === 0) {
    return html`<p>
      No axis has a goal, so there is no front: say beside an axis which way is better.
    </p>`;
  }
  return html`
    <p class="pareto-count">
      <strong>Front: ${rowsText(front.length)}</strong>
      of ${countText(rows.standing.length)}
      <button ?disabled=${front.length === 0} @click=${state.onSelectFront}>Select front</button>
      ${state.onZoom === undefined ? nothing : html`<button @click=${state.onZoom}>Zoom to front</button>`}
    </p>
    <ul>
      ${countWords(answer).map(words => html`<li>${words}</li>`)}
    </ul>
    ${assumedWords(goals)} ${front.length === 0 ? nothing : corners(state)}
  `;
}

function countWords({ rows: { counts, unknown } }: ParetoAnswer): readonly string[] {
  const all: readonly (readonly [number, string])[] = [
    [counts.dominated, 'dominated'],
    [counts.infeasible, 'infeasible, never on the front'],
    [counts.incomplete, 'of trials that did not complete, never on the front'],
    [unknown, 'without a value in an objective'],
  ];
  return all.filter(([count]) => count > 0).map(([count, words]) => `${rowsText(count)} ${words}`);
}

function assumedWords(goals: readonly Goal[]) {
  const assumed = goals.filter(({ isAssumed }) => isAssumed);
  if (assumed.length === 0) return nothing;
  const list = assumed.map(
    ({ name, direction }) => `${name} ${direction === 'minimize' ? 'minimised' : 'maximised'}`,
  );
  return html`<p class="pareto-assumed">Assumed: ${list.join(', ')}.</p>`;
}

function corners(state: ParetoFactsState): TemplateResult {
  const { answer, facts } = state;
  if (facts === undefined) return html`<p>Computing knee, ideal, nadir and hypervolume…</p>`;
  if (facts.corners === undefined) {
    return html`<p>No row of the front is finite in all objectives: it has no ideal point.</p>`;
  }
  const { knee } = facts;
  return html`
    ${cornerTable(facts, state)}
    ${
      knee === undefined
        ? html`<p>This front has no knee.</p>`
        : html`<p>
            Knee: row ${knee}
            <button @click=${() => state.onSelectKnee(knee)}>Select knee</button>
          </p>`
    }
    <p>
      ${hypervolumeWords(facts, answer.goals.length)}
      ${
        state.isReferenceTyped
          ? html`<button @click=${state.onUsualReference}>Usual reference point</button>`
          : nothing
      }
    </p>
  `;
}

function cornerTable(
  { corners: known, knee, reference }: FrontFacts,
  state: ParetoFactsState,
): TemplateResult {
  const { goals } = state.answer;
  const line = (title: string, numbers: readonly (number | undefined)[]) => html`
    <tr>
      <th scope="row">${title}</th>
      ${numbers.map(number)}
    </tr>
  `;
  const kneePoint = goals.map(({ values }) => (knee === undefined ? undefined : values[knee]));
  return html`
    <table>
      <thead>
        <tr>
          <td></td>
          ${goals.map(({ name }) => html`<th scope="col" title=${name}>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${line('Ideal', known?.ideal ?? [])} ${line('Knee', kneePoint)}
        ${line('Nadir', known?.nadir ?? [])}
        <tr>
          <th scope="row">Reference</th>
          ${goals.map(
            (goal, index) => html`<td>${referenceInput(goal, reference?.[index], state)}</td>`,
          )}
        </tr>
      </tbody>
    </table>
  `;
}

function number(value: number | undefined): TemplateResult {
  return value === undefined
    ? html`<td>–</td>`
    : html`<td title=${String(value)}>${numberText(value, 4)}</td>`;
}

function referenceInput(
  { name }: Goal,
  value: number | undefined,
  { onReference }: ParetoFactsState,
): TemplateResult {
  return html`<input
    type="text"
    inputmode="decimal"
    aria-label="Reference point: ${name}"
    title=${String(value ?? '')}
    .value=${value === undefined ? '' : String(Number(value.toPrecision(6)))}
    @change=${(event: Event) => {
      const input = event.target as HTMLInputElement;
      const typed = Number(input.value);
      const isNumber = input.value.trim() !== '' && Number.isFinite(typed);
      onReference(name, isNumber ? typed : undefined);
      // What was typed may stand for the value that is shown already.
      if (!isNumber) input.value = value === undefined ? '' : String(value);
    }}
  />`;
}

function hypervolumeWords({ hypervolume }: FrontFacts, goals: number): string {
  const measure = goals === 1 ? 'length' : goals === 2 ? 'area' : 'volume';
  if (hypervolume === undefined) return 'Hypervolume: it would take too long to compute.';
  return `Hypervolume ${numberText(hypervolume, 8)}: the ${measure} between the front and the reference point; larger is better.`;
}
