import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { countText } from '../../core/countText';
import type { ResultSet } from '../../core/resultSet';
import { combinations, combined, nameFault } from '../model/newSet';
import type { Combination } from '../model/newSet';
import type { PageContext } from './pageContext';
import { saveForm } from './saveForm';

const ways = Object.keys(combinations) as readonly Combination[];

/** Makes a set of two others. */
export class CombineForm {
  private first: string | undefined;
  private second: string | undefined;
  private how: Combination = 'intersection';
  /** As typed; one is proposed until then. */
  private name: string | undefined;
  private fault: string | undefined;
  private isBusy = false;

  constructor(
    private readonly context: PageContext,
    private readonly draw: () => void,
  ) {}

  /** The form; nothing where there are no two sets. */
  template(): TemplateResult | typeof nothing {
    const pair = this.pair();
    if (pair === undefined) return nothing;
    const [first, second] = pair;
    const { title } = combinations[this.how];
    const name = this.name ?? `${first.name} ${title} ${second.name}`;
    const rows = combined(this.how, pair, name).rows.length;
    return html`
      <fieldset class="combine">
        <legend>Combine</legend>
        ${this.setChoice('First set', first, chosen => (this.first = chosen))}
        <select aria-label="How to combine" @change=${(event: Event) => this.choose(event)}>
          ${ways.map(
            way =>
              html`<option value=${way} ?selected=${way === this.how}>
                ${combinations[way].title}
              </option>`,
          )}
        </select>
        ${this.setChoice('Second set', second, chosen => (this.second = chosen))}
        <span class="count">${countText(rows)} rows</span>
        ${saveForm({
          id: 'combine',
          name,
          fault: this.fault,
          isBusy: this.isBusy,
          onName: typed => this.change(() => (this.name = typed)),
          onSave: () => void this.save(name),
        })}
      </fieldset>
    `;
  }

  private pair(): readonly [ResultSet, ResultSet] | undefined {
    const { all } = this.context.sets;
    const first = all.find(({ name }) => name === this.first) ?? all[0];
    const others = all.filter(set => set !== first);
    const second = others.find(({ name }) => name === this.second) ?? others[0];
    return first === undefined || second === undefined ? undefined : [first, second];
  }

  private setChoice(
    label: string,
    chosen: ResultSet,
    onChoose: (name: string) => void,
  ): TemplateResult {
    const change = (event: Event): void =>
      this.change(() => onChoose((event.target as HTMLSelectElement).value));
    return html`<select aria-label=${label} @change=${change}>
      ${this.context.sets.all.map(
        set => html`<option value=${set.name} ?selected=${set === chosen}>${set.name}</option>`,
      )}
    </select>`;
  }

  private choose(event: Event): void {
    this.change(() => (this.how = (event.target as HTMLSelectElement).value as Combination));
  }

  private change(change: () => unknown): void {
    change();
    this.fault = undefined;
    this.draw();
  }

  private async save(name: string): Promise<void> {
    const pair = this.pair();
    const { sets, keeper, announce } = this.context;
    this.fault = nameFault(name, sets.all);
    if (pair === undefined || this.fault !== undefined) return this.draw();
    this.isBusy = true;
    this.draw();
    try {
      const set = combined(this.how, pair, name);
      await keeper.change(before => [...before, set]);
      this.name = undefined;
      announce(`Saved the set "${set.name}".`);
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
    } finally {
      this.isBusy = false;
      this.draw();
    }
  }
}
