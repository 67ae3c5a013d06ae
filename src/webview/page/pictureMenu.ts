import { html, nothing, render } from 'lit-html';
import type { PictureFormat } from '../plots/picture';
import { Popup } from '../table/popup';
import type { PictureKeeper, PictureSubject } from './pictureKeeper';

const formats: readonly (readonly [PictureFormat, string, string])[] = [
  ['svg', 'SVG', 'Axes, texts and lines stay sharp at every size'],
  ['png', 'PNG', 'Pixels, two or more for each of the screen'],
];

/** The buttons that save or copy a picture of the view in sight. */
export class PictureMenu {
  private readonly buttons = document.createElement('div');
  private readonly popup: Popup;
  private note = '';

  constructor(
    place: HTMLElement,
    private readonly options: {
      readonly keeper: PictureKeeper;
      /** What is in sight; `undefined` where it has no picture. */
      readonly subject: () => PictureSubject | undefined;
      readonly announce: (text: string) => void;
    },
  ) {
    this.buttons.className = 'picture-buttons';
    place.append(this.buttons);
    this.popup = new Popup(place);
  }

  /** Shows the buttons where they can do something. */
  draw(): void {
    const buttons = () => html`
      <span class="picture-note" title=${this.note}>${this.note}</span>
      <button
        aria-haspopup="dialog"
        @click=${(event: Event) => this.open(event.currentTarget as Element)}
      >
        Save Picture…
      </button>
      <button @click=${() => this.run((keeper, subject) => keeper.copy(subject))}>
        Copy Picture
      </button>
    `;
    render(this.options.subject() === undefined ? nothing : buttons(), this.buttons);
  }

  /** Shows what is in sight now, of which nothing was said so far. */
  show(): void {
    this.note = '';
    this.draw();
  }

  dispose(): void {
    this.popup.dispose();
  }

  private open(anchor: Element): void {
    this.popup.open(
      anchor,
      'Save Picture',
      () => html`
        <h2>Save Picture</h2>
        <div class="popup-buttons">
          ${formats.map(
            ([format, title, hint]) =>
              html`<button title=${hint} @click=${() => this.save(format)}>${title}</button>`,
          )}
        </div>
      `,
    );
  }

  private save(format: PictureFormat): void {
    this.popup.close();
    this.run((keeper, subject) => keeper.save(subject, format));
  }

  private run(work: (keeper: PictureKeeper, subject: PictureSubject) => Promise<string>): void {
    const { keeper, subject, announce } = this.options;
    const found = subject();
    if (found === undefined) return;
    void work(keeper, found).then(words => {
      this.note = words;
      announce(words);
      this.draw();
    });
  }
}
