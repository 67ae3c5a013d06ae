import { html, render } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';

interface Shown {
  readonly anchor: Element;
  readonly label: string;
  readonly content: () => TemplateResult;
}

/** A small dialog beside what opened it. Escape and a press elsewhere close it, and the focus goes back. */
export class Popup {
  private readonly element = document.createElement('div');
  private shown: Shown | undefined;
  private shownAtPress: Element | undefined;
  private readonly noteWhatIsOpen = (): void => {
    this.shownAtPress = this.shown?.anchor;
  };

  constructor(place: HTMLElement) {
    const { element } = this;
    element.className = 'table-popup';
    element.popover = 'auto';
    element.setAttribute('role', 'dialog');
    element.addEventListener('beforetoggle', event => {
      if (event.newState === 'closed') this.shown = undefined;
    });
    // A press on what opened the popup closes it; the click that follows must not open it again.
    window.addEventListener('pointerdown', this.noteWhatIsOpen, true);
    place.append(element);
  }

  open(anchor: Element, label: string, content: () => TemplateResult): void {
    const wasShown = this.shownAtPress === anchor;
    this.shownAtPress = undefined;
    if (wasShown) return;
    this.shown = { anchor, label, content };
    this.element.setAttribute('aria-label', label);
    this.element.showPopover();
    this.draw();
    this.element.querySelector<HTMLElement>('input, button, select')?.focus();
  }

  /** Draws what is shown again. */
  draw(): void {
    if (this.shown === undefined) return;
    const { label, content } = this.shown;
    render(html`${keyed(label, content())}`, this.element);
    this.place();
  }

  close(): void {
    if (this.shown !== undefined) this.element.hidePopover();
  }

  dispose(): void {
    window.removeEventListener('pointerdown', this.noteWhatIsOpen, true);
    this.close();
    render(html``, this.element);
    this.element.remove();
  }

  /** Below what opened it, or above, or wherever there is room. */
  private place(): void {
    const { element, shown } = this;
    if (shown === undefined) return;
    const anchor = shown.anchor.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const margin = 4;
    const below = anchor.bottom + height + margin <= innerHeight;
    const top = below ? anchor.bottom : anchor.top - height;
    const within = (at: number, room: number): string =>
      `${Math.max(margin, Math.min(at, room - margin))}px`;
    element.style.top = within(top, innerHeight - height);
    element.style.left = within(anchor.left, innerWidth - width);
  }
}
