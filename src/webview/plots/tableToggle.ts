import { html, render } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { pointTable } from './pointTable';
import type { PointFacts } from './pointTable';

/** The table that can take the place of a picture. */
export class TableToggle {
  readonly element = document.createElement('div');
  isShown = false;

  constructor(
    private readonly picture: HTMLElement,
    private readonly facts: PointFacts,
    private readonly onToggle: () => void,
  ) {
    this.element.className = 'scatter-table';
    this.element.tabIndex = 0;
    this.element.hidden = true;
    picture.after(this.element);
  }

  get button(): TemplateResult {
    return html`<button aria-pressed=${this.isShown} @click=${() => this.toggle()}>
      Show as table
    </button>`;
  }

  /**
   * @param rows gives them in the order in which they are listed; not asked while the picture is shown.
   * @param which rows these are, in words.
   */
  draw(rows: () => Uint32Array, which = 'in sight, by x'): void {
    if (this.isShown) render(pointTable(rows(), this.facts, which), this.element);
  }

  private toggle(): void {
    this.isShown = !this.isShown;
    this.picture.hidden = this.isShown;
    this.element.hidden = !this.isShown;
    this.onToggle();
  }
}
