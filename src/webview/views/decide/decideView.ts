import { html, nothing, render } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { countText } from '../../../core/countText';
import type { Disposable } from '../../../core/event';
import type { Json } from '../../../core/json';
import { LatestOnly } from '../../model/latestOnly';
import { maskText } from '../../model/rowMask';
import { rowsText } from '../../plots/placement';
import { element } from '../../page/element';
import type { View, ViewContext, ViewKind } from '../view';
import { DecideAnswers } from './decideAnswer';
import type { DecideAnswer } from './decideAnswer';
import { rememberedChoice, startOf } from './decideChoice';
import type { DecideChoice, Start } from './decideChoice';
import { decideControls } from './decideControls';
import { bestWords, methodNames, whyNoRanking, whyNothing } from './decideWords';
import { rankedTable, rowsOnPage } from './rankedTable';
import { RankingSaver } from './rankingSaver';

/** Which row to take: thins a front and ranks what is left. */
export const decideView: ViewKind = {
  id: 'decide',
  title: 'Decide',
  create: (place, context) => new DecideView(place, context),
};

/** A slider changes the best row many times a second; where it rests is what is said. Milliseconds. */
const announceAfterMs = 400;

class DecideView implements View {
  private readonly controls = element('div', 'decide-controls');
  private readonly result = element('div', 'decide-result');
  private readonly answers: DecideAnswers;
  private readonly latest = new LatestOnly<DecideChoice>(choice => this.work(choice));
  private readonly saver: RankingSaver;
  private readonly followed: readonly Disposable[];
  private choice: DecideChoice;
  private answer: DecideAnswer | undefined;
  /** Of the choice that the answer is to. */
  private answered: DecideChoice | undefined;
  private failure: string | undefined;
  private page = 0;
  private announcing: ReturnType<typeof setTimeout> | undefined;
  private said: string | undefined;
  /** Whether the selection that is being made is of a row that was chosen here. */
  private isChoosing = false;
  private isDisposed = false;

  constructor(
    place: HTMLElement,
    private readonly context: ViewContext,
  ) {
    const { memory, selection, sets } = context;
    this.choice = rememberedChoice(memory.value);
    place.append(this.controls, this.result);
    this.answers = new DecideAnswers(context);
    this.saver = new RankingSaver(this.result, context, () => this.drawResult());
    this.followed = [
      selection.onDidChange(() => this.followSelection()),
      sets.onDidChange(() => this.change({})),
    ];
    this.ask();
  }

  draw(): void {
    if (this.isDisposed) return;
    const { choice, context, answer } = this;
    render(
      decideControls({
        choice,
        outline: context.outline,
        answer,
        change: change => this.change(change),
        selected: () => this.selected(),
      }),
      this.controls,
    );
    this.drawResult();
  }

  dispose(): void {
    this.isDisposed = true;
    this.latest.stop();
    clearTimeout(this.announcing);
    for (const each of this.followed) each.dispose();
  }

  private change(change: Partial<DecideChoice>): void {
    this.choice = { ...this.choice, ...change };
    this.context.memory.value = this.choice as unknown as Json;
    this.ask();
  }

  private ask(): void {
    this.draw();
    this.latest.ask(this.choice);
  }

  private async work(choice: DecideChoice): Promise<void> {
    try {
      this.answer = await this.answers.of(choice);
      this.answered = choice;
      this.failure = undefined;
    } catch (error) {
      this.answer = undefined;
      this.failure = error instanceof Error ? error.message : String(error);
    }
    const pages = Math.ceil((this.answer?.ranking?.rows.length ?? 0) / rowsOnPage);
    this.page = Math.max(0, Math.min(this.page, pages - 1));
    this.draw();
    this.announceLater();
  }

  private followSelection(): void {
    const start = startOf(this.choice, this.context.outline);
    if (start.kind === 'selection' && !this.isChoosing) this.change({ start: this.selected() });
    else this.drawResult();
  }

  private selected(): Start {
    const { selection, outline } = this.context;
    const { mask, operations, parent } = selection.current;
    return {
      kind: 'selection',
      rowsId: outline.rowsId,
      mask: maskText(mask),
      operations,
      ...(parent !== undefined && { parent }),
    };
  }

  private drawResult(): void {
    if (!this.isDisposed) render(this.resultTemplate(), this.result);
  }

  private resultTemplate(): TemplateResult {
    const { answer, answered } = this;
    const why = this.whyNoRanking();
    if (why !== undefined || answer === undefined || answered === undefined) {
      return html`<p class="decide-message" role="status">${why ?? 'Loading…'}</p>`;
    }
    const { selection } = this.context;
    return html`
      <p class="decide-best">${this.bestWords()}</p>
      ${this.unrankedWords(answer)}
      <div class="decide-tools">
        ${this.bestSelect(answer)} ${this.saver.template({ choice: answered, answer })}
      </div>
      <div class="decide-table">
        ${rankedTable({
          answer,
          page: this.page,
          selected: selection.current.mask,
          onPage: page => this.turnTo(page),
          onChoose: (row, isAdded) => this.choose(row, isAdded),
        })}
      </div>
    `;
  }

  private whyNoRanking(): string | undefined {
    const { answer, failure, choice, context } = this;
    return whyNothing(choice, context.outline) ?? failure ?? (answer && whyNoRanking(answer));
  }

  private bestWords(): string {
    const { answer, answered } = this;
    return answer && answered ? bestWords(answer, methodNames[answered.method]) : '';
  }

  private unrankedWords({ kept, ranking }: DecideAnswer): TemplateResult | typeof nothing {
    const missing = kept.length - (ranking?.rows.length ?? 0);
    if (missing === 0) return nothing;
    const are = missing === 1 ? 'is' : 'are';
    return html`<p class="decide-words">
      ${rowsText(missing)} ${are} not ranked: infinite or missing in a criterion.
    </p>`;
  }

  private bestSelect({ ranking }: DecideAnswer): TemplateResult {
    const { best } = this.choice;
    const count = Math.min(best, ranking?.rows.length ?? 0);
    const type = ({ target }: Event): void => {
      const input = target as HTMLInputElement;
      const typed = Number(input.value);
      if (Number.isInteger(typed) && typed > 0) this.change({ best: typed });
      else input.value = String(best);
    };
    return html`
      <label>
        Best
        <input
          class="decide-count"
          type="number"
          min="1"
          step="1"
          aria-label="How many of the best rows"
          .value=${String(best)}
          @change=${type}
        />
      </label>
      <button @click=${() => this.selectBest(count)}>Select Best ${countText(count)}</button>
    `;
  }

  private selectBest(count: number): void {
    const { answer, answered, context } = this;
    if (answer?.ranking === undefined || answered === undefined) return;
    const rows = answer.ranking.rows.subarray(0, count);
    const words = `best ${count} by ${methodNames[answered.method]}`;
    this.selecting(() => context.selection.chooseRows(rows, words));
    context.announce(`${rowsText(count)} selected: ${words}.`);
  }

  private choose(row: number, isAdded: boolean): void {
    const { selection } = this.context;
    const isSelected = selection.current.mask[row] === 1;
    const join = isSelected ? 'remove' : 'add';
    this.selecting(() => selection.chooseRows([row], `row ${row}`, isAdded ? join : 'replace'));
  }

  private selecting(select: () => void): void {
    this.isChoosing = true;
    select();
    this.isChoosing = false;
  }

  private turnTo(page: number): void {
    this.page = page;
    this.drawResult();
    this.result.querySelector('.decide-table')?.scrollTo({ top: 0 });
  }

  /** Says which row is the best once that stays; what could be read when the view was opened is not said. */
  private announceLater(): void {
    clearTimeout(this.announcing);
    if (this.isDisposed) return;
    const words = this.whyNoRanking() ?? this.bestWords();
    this.said ??= words;
    this.announcing = setTimeout(() => {
      const isInSight = this.result.offsetParent !== null;
      if (words !== this.said && isInSight) this.context.announce(words);
      this.said = words;
    }, announceAfterMs);
  }
}
