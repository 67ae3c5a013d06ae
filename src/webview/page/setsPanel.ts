import { html, nothing, render } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { countText } from '../../core/countText';
import type { Disposable } from '../../core/event';
import type { ResultSet } from '../../core/resultSet';
import { lineageInWords } from '../model/newSet';
import { mostShown } from '../model/setsModel';
import { CombineForm } from './combineForm';
import type { PageContext } from './pageContext';

/** The result sets of a result: to choose from, to show as colours, to combine and to delete. */
export class SetsPanel {
  private readonly subscription: Disposable;
  private readonly combining: CombineForm;
  /** Name of the set that is to be deleted, when that is confirmed. */
  private doomed: string | undefined;
  private fault: string | undefined;

  constructor(
    private readonly place: HTMLElement,
    private readonly context: PageContext,
  ) {
    place.id = 'sets';
    place.setAttribute('aria-label', 'Result sets');
    place.hidden = context.memory.value !== true;
    this.combining = new CombineForm(context, () => this.draw());
    this.subscription = context.sets.onDidChange(() => this.draw());
    this.draw();
  }

  get isOpen(): boolean {
    return !this.place.hidden;
  }

  toggle(): void {
    this.place.hidden = this.isOpen;
    this.context.memory.value = this.isOpen;
  }

  draw(): void {
    const { sets, outline } = this.context;
    const { all } = sets;
    const isChangeable = outline.readonlyReason === undefined;
    render(
      html`
        <h2>Result Sets</h2>
        ${
          all.length === 0
            ? html`<p>
                There are no sets yet. Select rows in a plot or in the table and save them as one.
              </p>`
            : html`<ul>
                ${all.map(set => this.item(set, isChangeable))}
              </ul>`
        }
        ${this.fault === undefined ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`}
        ${
          sets.hasRoom
            ? nothing
            : html`<p>
                Colours show ${mostShown} sets at a time: take one away before you show another.
              </p>`
        }
        ${isChangeable ? this.combining.template() : html`<p>${outline.readonlyReason}</p>`}
      `,
      this.place,
    );
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private item(set: ResultSet, isChangeable: boolean): TemplateResult {
    const { sets, selection } = this.context;
    const { name, rows } = set;
    const shown = sets.shown.find(each => each.set === set);
    const lineage = lineageInWords(set);
    return html`
      <li>
        <input
          type="checkbox"
          title="Show as colour"
          aria-label=${`Show "${name}" as colour`}
          .checked=${shown !== undefined}
          ?disabled=${shown === undefined && !sets.hasRoom}
          @change=${(event: Event) =>
            sets.setShown(name, (event.target as HTMLInputElement).checked)}
        />
        <span class="glyph" aria-hidden="true" .style=${shown ? `color: ${shown.colour}` : ''}
          >${shown?.glyph ?? ''}</span
        >
        <button
          class="set"
          title=${`Select the rows of "${name}"`}
          @click=${() => selection.chooseSet(set)}
        >
          ${name}
        </button>
        <span class="count">${countText(rows.length)}</span>
        ${isChangeable ? this.deletion(name) : nothing}
        ${lineage === '' ? nothing : html`<span class="lineage">${lineage}</span>`}
      </li>
    `;
  }

  private deletion(name: string): TemplateResult {
    if (this.doomed !== name) {
      return html`<button
        class="delete"
        aria-label=${`Delete "${name}"…`}
        title=${`Delete "${name}"…`}
        @click=${() => this.doom(name)}
      >
        ✕
      </button>`;
    }
    return html`<span class="confirm" role="group" aria-label=${`Delete "${name}"?`}>
      <button class="primary" @click=${() => void this.delete(name)}>Delete</button>
      <button @click=${() => this.doom(undefined)}>Keep</button>
    </span>`;
  }

  private doom(name: string | undefined): void {
    this.doomed = name;
    this.draw();
    this.place.querySelector<HTMLElement>('.confirm button')?.focus();
  }

  private async delete(name: string): Promise<void> {
    this.doomed = undefined;
    try {
      await this.context.keeper.change(sets => sets.filter(set => set.name !== name));
      this.fault = undefined;
      this.context.announce(`Deleted the set "${name}".`);
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
    }
    this.draw();
  }
}
