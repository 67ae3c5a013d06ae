import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';

/** What a form for the name of a set shows and does. */
export interface SaveFormOptions {
  /** Unique in the page. */
  readonly id: string;
  readonly name: string;
  /** Why it cannot be saved under this name, or was not. */
  readonly fault: string | undefined;
  readonly isBusy: boolean;
  readonly onName: (name: string) => void;
  readonly onSave: () => void;
  readonly onCancel?: () => void;
}

/** A name and a button to save a set under it; Enter saves, Escape cancels. */
export function saveForm(options: SaveFormOptions): TemplateResult {
  const { id, name, fault, isBusy, onName, onSave, onCancel } = options;
  const keydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || onCancel === undefined) return;
    event.stopPropagation();
    onCancel();
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!isBusy) onSave();
  };
  return html`
    <form class="save-form" @submit=${submit} @keydown=${keydown}>
      <label for=${`${id}-name`}>Name</label>
      <input
        id=${`${id}-name`}
        type="text"
        autocomplete="off"
        .value=${name}
        aria-invalid=${fault !== undefined}
        aria-describedby=${`${id}-fault`}
        @input=${(event: Event) => onName((event.target as HTMLInputElement).value)}
      />
      <button class="primary" ?disabled=${isBusy}>Save</button>
      ${onCancel && html`<button type="button" @click=${() => onCancel()}>Cancel</button>`}
      <span id=${`${id}-fault`} class="fault" role="alert">${fault ?? ''}</span>
    </form>
  `;
}
