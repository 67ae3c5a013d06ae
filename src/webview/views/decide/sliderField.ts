import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';

/** A number that is chosen by a slider, or typed beside it. */
export interface SliderField {
  /** What it is, for who cannot see the label. */
  readonly label: string;
  /** Where the slider stands, from 0 to `max`. */
  readonly slid: number;
  readonly max: number;
  readonly step: number;
  readonly onSlide: (slid: number) => void;
  /** The number as it is typed. */
  readonly typed: string;
  readonly isTypable: (typed: number) => boolean;
  readonly onType: (typed: number) => void;
}

/** The slider and the field beside it. What is typed and is none of its numbers is put back. */
export function sliderField(field: SliderField): TemplateResult {
  const { label, typed } = field;
  const type = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const value = Number(input.value);
    if (input.value.trim() !== '' && Number.isFinite(value) && field.isTypable(value)) {
      field.onType(value);
    } else input.value = typed;
  };
  return html`
    <input
      type="range"
      aria-label=${label}
      min="0"
      .max=${String(field.max)}
      .step=${String(field.step)}
      .value=${String(field.slid)}
      @input=${(event: Event) => field.onSlide(Number((event.target as HTMLInputElement).value))}
    />
    <input
      type="text"
      inputmode="decimal"
      aria-label=${`${label}, as a number`}
      .value=${typed}
      @change=${type}
    />
  `;
}
