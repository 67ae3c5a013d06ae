import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { countText } from '../../../core/countText';
import { saveForm } from '../../page/saveForm';
import type { ViewContext } from '../view';
import type { DecideAnswer } from './decideAnswer';
import type { DecideChoice } from './decideChoice';
import { methodNames } from './decideWords';
import { rankedSet, rankingNameFault, rankingOf } from './keepRanking';
import type { NameFault } from './keepRanking';

/** What is ranked now. */
export interface RankedNow {
  readonly choice: DecideChoice;
  readonly answer: DecideAnswer;
}

interface Naming {
  /** As typed; one is proposed until then. */
  readonly name: string | undefined;
  readonly fault?: NameFault;
}

/** Keeps a ranking as a column and a result set of the result, under a name that is asked for. */
export class RankingSaver {
  private naming: Naming | undefined;
  private isOfBest = false;
  private isBusy = false;

  constructor(
    private readonly place: HTMLElement,
    private readonly context: Pick<ViewContext, 'outline' | 'keeper' | 'announce'>,
    private readonly draw: () => void,
  ) {}

  template(now: RankedNow): TemplateResult {
    const { readonlyReason } = this.context.outline;
    if (this.naming !== undefined && readonlyReason === undefined) {
      return this.form(now, this.naming);
    }
    return html`
      <button
        class="decide-save"
        ?disabled=${readonlyReason !== undefined}
        title=${readonlyReason ?? 'Keep the ranks as a column, and the rows as a result set'}
        @click=${() => this.ask({ name: undefined })}
      >
        Save Ranking…
      </button>
      ${readonlyReason === undefined ? nothing : html`<span class="decide-words">${readonlyReason}</span>`}
    `;
  }

  private form(now: RankedNow, naming: Naming): TemplateResult {
    const { choice, answer } = now;
    const ranked = answer.ranking?.rows.length ?? 0;
    const name = naming.name ?? `${choice.method === 'topsis' ? 'TOPSIS' : 'Weighted sum'} rank`;
    const { fault } = naming;
    return html`<div class="decide-saving" role="group" aria-label="Save ranking">
      <label>
        Set of
        <select @change=${(event: Event) => this.choose(event)}>
          <option .selected=${!this.isOfBest}>all ${countText(ranked)} ranked rows</option>
          <option .selected=${this.isOfBest}>
            the best ${countText(Math.min(choice.best, ranked))}
          </option>
        </select>
      </label>
      ${saveForm({
        id: 'ranking',
        name,
        fault: fault?.words,
        isBusy: this.isBusy,
        onName: typed => {
          this.naming = { name: typed };
          this.draw();
        },
        onSave: () => void this.save(now, name, false),
        onCancel: () => this.close(),
      })}
      ${
        fault?.mayReplace === true
          ? html`<button ?disabled=${this.isBusy} @click=${() => void this.save(now, name, true)}>
              Replace It
            </button>`
          : nothing
      }
    </div>`;
  }

  private choose({ target }: Event): void {
    this.isOfBest = (target as HTMLSelectElement).selectedIndex === 1;
    this.draw();
  }

  private ask(naming: Naming): void {
    this.naming = naming;
    this.draw();
    this.place.querySelector<HTMLElement>('#ranking-name')?.focus();
  }

  private close(): void {
    this.naming = undefined;
    this.draw();
    this.place.querySelector<HTMLElement>('.decide-save')?.focus();
  }

  private async save({ choice, answer }: RankedNow, typed: string, mayReplace: boolean) {
    const { outline, keeper, announce } = this.context;
    const name = typed.trim();
    const fault = rankingNameFault(name, outline);
    if (fault !== undefined && !(mayReplace && fault.mayReplace)) {
      this.ask({ name: typed, fault });
      return;
    }
    const best = this.isOfBest ? choice.best : undefined;
    const kept = { name, choice, answer, best };
    this.isBusy = true;
    this.draw();
    try {
      // The page is filled anew with what is stored then, and this view with it.
      await keeper.saveRanking(
        rankingOf(kept, outline.rowCount),
        rankedSet(kept, outline.resultSets),
      );
      this.naming = undefined;
      const how = methodNames[choice.method];
      announce(`Saved the ranking by ${how} as the column and the set "${name}".`);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      this.ask({ name: typed, fault: { words, mayReplace: false } });
    } finally {
      this.isBusy = false;
      this.draw();
    }
  }
}
