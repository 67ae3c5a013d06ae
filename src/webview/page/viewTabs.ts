import { html, render } from 'lit-html';
import type { PictureKeeper, PictureSubject } from './pictureKeeper';
import { PictureMenu } from './pictureMenu';
import type { View, ViewContext, ViewKind } from '../views/view';

/** The views behind tabs: one in sight, each made when it is first shown. */
export class ViewTabs<Context = ViewContext> {
  private readonly made = new Map<string, { readonly place: HTMLElement; readonly view: View }>();
  private readonly tabs = document.createElement('div');
  private readonly pictures: PictureMenu;
  private readonly panel = document.createElement('div');
  private readonly resized: ResizeObserver;
  private shown: string;

  constructor(
    place: HTMLElement,
    private readonly kinds: readonly ViewKind<Context>[],
    private readonly options: {
      readonly contextOf: (kind: ViewKind<Context>) => Context;
      readonly first: string | undefined;
      readonly onShow: (id: string) => void;
      readonly pictures: PictureKeeper;
      readonly announce: (text: string) => void;
    },
  ) {
    const bar = document.createElement('div');
    bar.className = 'tabs';
    bar.append(this.tabs);
    this.panel.className = 'panel';
    this.panel.id = 'view';
    this.panel.setAttribute('role', 'tabpanel');
    place.append(bar, this.panel);
    this.pictures = new PictureMenu(bar, {
      keeper: options.pictures,
      subject: () => this.subject(),
      announce: options.announce,
    });
    this.resized = new ResizeObserver(() => this.draw());
    this.resized.observe(this.panel);
    this.shown = kinds.find(({ id }) => id === options.first)?.id ?? kinds[0]?.id ?? '';
    this.show(this.shown);
  }

  /** Resolves when the view in sight is drawn, as far as it says so; otherwise when there is nothing else to do. */
  get drawn(): Promise<unknown> {
    const { drawn } = this.made.get(this.shown)?.view ?? {};
    return drawn ?? new Promise(resolve => requestIdleCallback(resolve));
  }

  /** Draws the view in sight again. */
  draw(): void {
    this.made.get(this.shown)?.view.draw();
  }

  show(id: string): void {
    const kind = this.kinds.find(each => each.id === id);
    if (kind === undefined) return;
    this.shown = id;
    if (!this.made.has(id)) {
      const place = document.createElement('div');
      place.className = `view ${id}`;
      this.panel.append(place);
      this.made.set(id, { place, view: kind.create(place, this.options.contextOf(kind)) });
    }
    for (const [each, { place }] of this.made) place.hidden = each !== id;
    this.panel.setAttribute('aria-labelledby', `tab-${id}`);
    this.drawTabs();
    this.pictures.show();
    this.draw();
    this.options.onShow(id);
  }

  /** Gives the focus to the tab in sight. */
  focus(): void {
    this.tabs.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }

  dispose(): void {
    this.resized.disconnect();
    this.pictures.dispose();
    for (const { view } of this.made.values()) view.dispose();
  }

  private subject(): PictureSubject | undefined {
    const view = this.made.get(this.shown)?.view;
    if (view?.picture === undefined) return undefined;
    return { id: this.shown, picture: view.picture.bind(view) };
  }

  private drawTabs(): void {
    const tab = ({ id, title }: ViewKind<Context>) => html`
      <button
        role="tab"
        id="tab-${id}"
        aria-controls="view"
        aria-selected=${id === this.shown}
        tabindex=${id === this.shown ? 0 : -1}
        @click=${() => this.show(id)}
      >
        ${title}
      </button>
    `;
    render(
      html`<div
        role="tablist"
        aria-label="Views"
        @keydown=${(event: KeyboardEvent) => this.move(event)}
      >
        ${this.kinds.map(tab)}
      </div>`,
      this.tabs,
    );
  }

  /** Arrow keys, Home and End go from tab to tab, as the ARIA practices say. */
  private move(event: KeyboardEvent): void {
    const at = this.kinds.findIndex(({ id }) => id === this.shown);
    const last = this.kinds.length - 1;
    const next: Readonly<Record<string, number>> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const target = this.kinds[next[event.key] ?? -1];
    if (target === undefined) return;
    event.preventDefault();
    this.show(target.id);
    this.tabs.querySelector<HTMLElement>(`#tab-${target.id}`)?.focus();
  }
}
