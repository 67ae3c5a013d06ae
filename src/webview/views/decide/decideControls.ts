import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { RankingMethod } from '../../analysis/ranked';
import type { ResultOutline } from '../../protocol';
import type { DecideAnswer } from './decideAnswer';
import { startOf } from './decideChoice';
import type { DecideChoice, Start, ThinningKind } from './decideChoice';
import { keptWords, startWords } from './decideWords';
import { epsilonFields, smartFields } from './thinningFields';
import { weightFields } from './weightFields';

export interface ControlsState {
  readonly choice: DecideChoice;
  readonly outline: ResultOutline;
  /** The last one; `undefined` where there is none. */
  readonly answer: DecideAnswer | undefined;
  readonly change: (change: Partial<DecideChoice>) => void;
  /** What is selected now, as a start. */
  readonly selected: () => Start;
}

/** What there is to choose: the rows at the start, how they are thinned, and by what they are ranked. */
export function decideControls(state: ControlsState): TemplateResult {
  const { choice, change } = state;
  return html`
    <fieldset>
      <legend>Rows</legend>
      ${startSelect(state)} ${said(state.answer && startWords(state.answer))}
    </fieldset>
    <fieldset>
      <legend>Thin</legend>
      ${thinningSelect(state)} ${choice.thinning === 'epsilon' ? epsilonFields(state) : nothing}
      ${choice.thinning === 'smart' ? smartFields(state) : nothing}
      ${choice.thinning === 'none' ? nothing : said(keptBy(state))}
    </fieldset>
    <fieldset>
      <legend>Rank</legend>
      <label class="decide-line">
        Method
        <select
          @change=${(event: Event) =>
            change({ method: (event.target as HTMLSelectElement).value as RankingMethod })}
        >
          ${options(
            [
              ['topsis', 'TOPSIS'],
              ['sum', 'Weighted sum'],
            ],
            choice.method,
          )}
        </select>
      </label>
      ${weightFields(state)}
    </fieldset>
  `;
}

/** Nothing where the answer is still to another filter. */
function keptBy({ choice, answer }: ControlsState): string | undefined {
  return answer?.thinning.kind === choice.thinning ? keptWords(answer) : undefined;
}

function startSelect({ choice, outline, change, selected }: ControlsState): TemplateResult {
  const start = startOf(choice, outline);
  const starts: readonly (readonly [string, string, () => Start])[] = [
    ['front', 'Pareto front', () => ({ kind: 'front' })],
    ['selection', 'Selection', selected],
    ['all', 'All rows', () => ({ kind: 'all' })],
    ...outline.resultSets.map(({ name }) => {
      const make = (): Start => ({ kind: 'set', name });
      return [`set ${name}`, `Set "${name}"`, make] as const;
    }),
  ];
  const value = start.kind === 'set' ? `set ${start.name}` : start.kind;
  const choose = ({ target }: Event): void => {
    const [, , make] = starts[(target as HTMLSelectElement).selectedIndex] ?? [];
    if (make !== undefined) change({ start: make() });
  };
  return html`<label class="decide-line">
    Start from
    <select @change=${choose}>
      ${options(
        starts.map(([key, title]) => [key, title] as const),
        value,
      )}
    </select>
  </label>`;
}

function thinningSelect({ choice, change }: ControlsState): TemplateResult {
  const kinds: readonly (readonly [ThinningKind, string])[] = [
    ['none', 'No thinning'],
    ['epsilon', 'ε-dominance'],
    ['smart', 'Smart Pareto filter'],
  ];
  return html`<label class="decide-line">
    Filter
    <select
      @change=${(event: Event) =>
        change({ thinning: (event.target as HTMLSelectElement).value as ThinningKind })}
    >
      ${options(kinds, choice.thinning)}
    </select>
  </label>`;
}

function options(
  all: readonly (readonly [value: string, title: string])[],
  chosen: string,
): readonly TemplateResult[] {
  return all.map(
    ([value, title]) =>
      html`<option value=${value} .selected=${value === chosen}>${title}</option>`,
  );
}

function said(words: string | undefined): TemplateResult {
  return html`<p class="decide-words">${words ?? '…'}</p>`;
}
