import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';

/** Chooses one of these columns, or none of them. */
export function columnPicker(
  names: readonly string[],
  chosen: string | undefined,
  { none, onPick }: { readonly none: string; readonly onPick: (name: string | undefined) => void },
): TemplateResult {
  return html`
    <select
      @change=${(event: Event) => {
        const { selectedIndex } = event.target as HTMLSelectElement;
        onPick(names[selectedIndex - 1]);
      }}
    >
      <option .selected=${chosen === undefined}>${none}</option>
      ${names.map(name => html`<option .selected=${name === chosen}>${name}</option>`)}
    </select>
  `;
}
