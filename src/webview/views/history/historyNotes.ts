import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { countText } from '../../../core/countText';
import { rowKinds } from '../../model/rowKinds';
import { numberText } from '../../page/numberText';
import { rowsText } from '../../plots/placement';
import { kindName } from '../rowLooks';
import { usualCheckpoints } from './historyAnswer';
import type { HistoryAnswer } from './historyAnswer';

export interface HistoryNotesState {
  readonly answer: HistoryAnswer;
  readonly onSelectBest: (row: number) => void;
  readonly onThorough: () => void;
}

/** More checkpoints than these are not worth the wait. */
const mostThorough = 5_000;

/** What there is to say of a history. */
export function historyNotes(state: HistoryNotesState): TemplateResult {
  return html`
    <p>
      ${state.answer.choice.measure === 'hypervolume' ? hypervolumeWords(state) : bestWords(state)}
    </p>
    ${kindWords(state)}
  `;
}

function bestWords({ answer, onSelectBest }: HistoryNotesState): TemplateResult {
  const { line, y, aim } = answer;
  const { measure } = answer.choice;
  if (line === undefined) {
    return html`No way is better, so there is no best so far: say above which one is.`;
  }
  const { best, since } = line;
  if (best === undefined) return html`${nothingBest(answer)}`;
  const value = y[best] as number;
  if (measure === 'violation' && value === 0) return firstFeasible(best, answer);
  const direction = aim?.aim === 'maximize' ? 'maximised' : 'minimised';
  const how =
    measure === 'violation'
      ? 'the sum over the violated constraints of the distance from the limit, in their own units'
      : `${direction}${aim?.isAssumed === true ? ', which is assumed' : ''}`;
  return html`
    <strong title=${String(value)}
      >${measure === 'violation' ? 'Lowest' : 'Best'}: ${numberText(value, 8)}</strong
    >
    in row ${best} (${how}). ${sinceWords(since, 'No better one')}
    <button @click=${() => onSelectBest(best)}>Select Best</button>
  `;
}

function firstFeasible(row: number, { y }: HistoryAnswer): TemplateResult {
  let count = 0;
  for (const value of y) if (value === 0) count++;
  return html`
    <strong>First without violation: row ${row}</strong>. ${countText(count)} of
    ${rowsText(y.length)} violate no constraint. The others: the sum over the violated constraints
    of the distance from the limit, in their own units.
  `;
}

function nothingBest({ rows, choice: { measure } }: HistoryAnswer): string {
  const { hasConstraints, hasEnds } = rows;
  const needed = [
    ...(hasEnds ? ['completed'] : []),
    ...(hasConstraints && measure !== 'violation' ? ['feasible'] : []),
    'has a value',
  ];
  return `There is no best: no row ${needed.map((word, at) => (at === needed.length - 1 ? word : `is ${word}`)).join(' and ')}.`;
}

function sinceWords(since: number, subject: string): string {
  if (since === 0) return 'It is the last evaluation.';
  return `${subject} in the ${countText(since)} ${since === 1 ? 'evaluation' : 'evaluations'} after it.`;
}

function hypervolumeWords({ answer, onThorough }: HistoryNotesState): TemplateResult {
  const { hypervolume, line, y } = answer;
  if (hypervolume?.reference === undefined || line?.best === undefined) {
    return html`No row is on the Pareto front with finite objectives, so there is no hypervolume.`;
  }
  const { own, computed, tooLong } = hypervolume;
  const value = y[line.best] as number;
  const point = own.map(each => `${each.name} ${numberText(each.value, 6)}`).join(', ');
  const total = y.length;
  return html`
    <strong title=${String(value)}>Hypervolume: ${numberText(value, 8)}</strong>
    from row ${line.best} on; larger is better. ${sinceWords(line.since, 'It did not grow')}
    Reference point: ${point}, a tenth of the front's range beyond its worst values.
    ${
      computed < total
        ? html`Computed at ${countText(computed)} of ${countText(total)} evaluations.
          ${
            computed === usualCheckpoints && total <= mostThorough
              ? html`<button @click=${onThorough}>Compute All</button>`
              : nothing
          }`
        : nothing
    }
    ${tooLong === 0 ? nothing : html`At ${countText(tooLong)} of these it takes too long.`}
  `;
}

/** Which rows do not count for the best. */
function kindWords({ answer: { rows, choice } }: HistoryNotesState) {
  const left = rowKinds.filter(
    kind =>
      kind !== 'feasible' &&
      !(kind === 'infeasible' && choice.measure === 'violation') &&
      rows.numbers[kind] > 0,
  );
  if (left.length === 0) return nothing;
  const list = left.map(kind => `${rowsText(rows.numbers[kind])} ${kindName(kind, rows)}`);
  return html`<p class="history-kinds">Not counted: ${list.join(', ')}.</p>`;
}
