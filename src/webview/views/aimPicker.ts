import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { Aim } from './pareto/paretoChoice';

const aims: readonly (readonly [Aim, string])[] = [
  ['minimize', 'lower is better'],
  ['maximize', 'higher is better'],
  ['none', 'no goal'],
];

/** Chooses which way is better. @param label for screen readers. */
export function aimPicker(label: string, chosen: Aim, onPick: (aim: Aim) => void): TemplateResult {
  return html`<select
    aria-label=${label}
    @change=${(event: Event) => onPick((event.target as HTMLSelectElement).value as Aim)}
  >
    ${aims.map(([id, words]) => html`<option value=${id} .selected=${id === chosen}>${words}</option>`)}
  </select>`;
}
