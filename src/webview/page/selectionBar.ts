import { html, render } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { countText } from '../../core/countText';
import type { Disposable } from '../../core/event';
import { nameFault, setOfSelection } from '../model/newSet';
import type { Selection } from '../model/selectionModel';
import type { PageContext } from './pageContext';
import { saveForm } from './saveForm';

/** A brush changes the selection many times a second; its end is what is said. Milliseconds. */
const announceAfterMs = 400;

/** What is selected, in words, and what can be done with it. */
export class SelectionBar {
  private naming: { readonly name: string; readonly fault: string | undefined } | undefined;
  private isBusy = false;
  /** How the last copying went, until something else is selected. */
  private note = '';
  private announcing: ReturnType<typeof setTimeout> | undefined;
  private readonly subscriptions: readonly Disposable[];

  /** @param panel the list of sets, which a button here opens and closes. */
  constructor(
    private readonly place: HTMLElement,
    private readonly context: PageContext,
    private readonly panel: { readonly isOpen: boolean; toggle(): void },
  ) {
    place.setAttribute('role', 'region');
    place.setAttribute('aria-label', 'Selection');
    this.subscriptions = [
      context.selection.onDidChange(() => this.announceAndDraw()),
      context.sets.onDidChange(() => this.draw()),
    ];
    window.addEventListener('keydown', this.keydown);
    this.draw();
  }

  draw(): void {
    const { selection, sets } = this.context;
    const { count } = selection.current;
    render(
      html`
        <span class="selected">${inWords(selection.current, this.context.outline.rowCount)}</span>
        <button ?disabled=${count === 0} @click=${() => selection.clear()}>Clear</button>
        <button @click=${() => selection.invert()}>Invert</button>
        <button
          ?disabled=${!selection.canUndo}
          title="Undo the last change of the selection (Ctrl+Z)"
          @click=${() => selection.undo()}
        >
          Undo
        </button>
        ${this.pythonPart(count)}
        ${this.naming === undefined ? this.saveButton(count) : this.form(this.naming)}
        <button
          class="sets-toggle"
          aria-expanded=${this.panel.isOpen}
          aria-controls="sets"
          @click=${() => this.toggle()}
        >
          Result Sets (${countText(sets.all.length)})
        </button>
      `,
      this.place,
    );
  }

  dispose(): void {
    clearTimeout(this.announcing);
    window.removeEventListener('keydown', this.keydown);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private pythonPart(count: number): TemplateResult {
    return html`
      <button
        ?disabled=${count === 0}
        title="Python code that loads the result and takes the selected rows"
        @click=${() => void this.copyAsPython()}
      >
        Copy as Python
      </button>
      ${this.note === '' ? '' : html`<span class="reason">${this.note}</span>`}
    `;
  }

  private async copyAsPython(): Promise<void> {
    const { exporter, selection, announce } = this.context;
    this.note = await exporter.copyAsPython(selection.rows());
    announce(this.note);
    this.draw();
  }

  private saveButton(count: number): TemplateResult {
    const { readonlyReason } = this.context.outline;
    return html`
      <button
        class="save"
        ?disabled=${count === 0 || readonlyReason !== undefined}
        @click=${() => this.name('')}
      >
        Save as Result Set…
      </button>
      ${
        count > 0 && readonlyReason !== undefined
          ? html`<span class="reason">${readonlyReason}</span>`
          : ''
      }
    `;
  }

  private form({ name, fault }: NonNullable<SelectionBar['naming']>): TemplateResult {
    return saveForm({
      id: 'save-selection',
      name,
      fault,
      isBusy: this.isBusy,
      onName: typed => {
        this.naming = { name: typed, fault: undefined };
        this.draw();
      },
      onSave: () => void this.save(name),
      onCancel: () => this.endNaming(),
    });
  }

  /** Asks for a name, and says what is wrong with the one that was given. */
  private name(name: string, fault?: string): void {
    this.naming = { name, fault };
    this.draw();
    this.place.querySelector('input')?.focus();
  }

  private endNaming(): void {
    this.naming = undefined;
    this.draw();
    this.place.querySelector<HTMLElement>('.save')?.focus();
  }

  private async save(name: string): Promise<void> {
    const { selection, sets, keeper, announce } = this.context;
    const fault =
      nameFault(name, sets.all) ??
      (selection.current.count === 0 ? 'Nothing is selected any more.' : undefined);
    if (fault !== undefined) {
      this.name(name, fault);
      return;
    }
    this.isBusy = true;
    this.draw();
    try {
      await keeper.change(before => [...before, setOfSelection(selection, name, before)]);
      this.endNaming();
      announce(`Saved the set "${name.trim()}".`);
    } catch (error) {
      this.name(name, error instanceof Error ? error.message : String(error));
    } finally {
      this.isBusy = false;
      this.draw();
    }
  }

  private toggle(): void {
    this.panel.toggle();
    this.draw();
  }

  private announceAndDraw(): void {
    this.note = '';
    this.draw();
    clearTimeout(this.announcing);
    this.announcing = setTimeout(() => {
      const { selection, outline, announce } = this.context;
      announce(inWords(selection.current, outline.rowCount));
    }, announceAfterMs);
  }

  /** Ctrl+Z takes back a change of the selection, but belongs to a text while one is written. */
  private readonly keydown = (event: KeyboardEvent): void => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === 'z';
    const isTyping = event.target instanceof Element && event.target.matches(textFields);
    if (!isUndo || isTyping || !this.context.selection.canUndo) return;
    event.preventDefault();
    this.context.selection.undo();
  };
}

const textFields = 'input:not([type=checkbox], [type=radio], [type=range]), textarea, select';

function inWords({ count, operations }: Selection, rowCount: number): string {
  const rows = `${countText(count)} of ${countText(rowCount)} rows selected`;
  return operations.length === 0 ? rows : `${rows}: ${operations.join(' ')}`;
}
