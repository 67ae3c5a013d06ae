/** Sizes in CSS pixels. */
export interface ScrollSizes {
  /** All rows, one below the other. */
  readonly content: number;
  /** The part of them that is in sight. */
  readonly view: number;
}

/**
 * Chromium cuts what scrolls at 2^25 device pixels: 16.7 million CSS pixels on a display of twice the usual density, 4.2
 * million at a zoom of eight.
 */
const longest = 4_000_000;

/**
 * Where the rows stand under a scrollbar that may be shorter than they are. While it is not, both are the same. Else a small
 * step of the scrollbar moves the rows as far as the scrollbar, so that no row is skipped, and a large one, which only
 * dragging makes, goes to the same share of the rows.
 */
export class ScrollMap {
  /** Pixels of the rows above the view. */
  top = 0;
  private sizes: ScrollSizes = { content: 0, view: 0 };
  private scrollTop = 0;

  /** The height that the scrolled element must have. */
  get height(): number {
    return Math.min(this.sizes.content, longest);
  }

  /** Whether the scrollbar is shorter than the rows. */
  get isScaled(): boolean {
    return this.sizes.content > longest;
  }

  /** @returns where the scrollbar belongs now; `undefined` when the sizes are what they were. */
  resize(sizes: ScrollSizes): number | undefined {
    const { content, view } = this.sizes;
    if (sizes.content === content && sizes.view === view) return undefined;
    this.sizes = sizes;
    return this.moveTo(this.top);
  }

  /** Follows the scrollbar. */
  follow(scrollTop: number): void {
    const step = scrollTop - this.scrollTop;
    this.scrollTop = scrollTop;
    if (step === 0) return;
    // Browsers round what they scroll to, to a fraction of a pixel.
    if (scrollTop <= 0) this.top = 0;
    else if (scrollTop >= this.lastScrollTop - 1) this.top = this.lastTop;
    else if (!this.isScaled) this.top = scrollTop;
    else if (Math.abs(step) <= this.sizes.view) this.top = this.within(this.top + step);
    else this.top = (scrollTop / this.lastScrollTop) * this.lastTop;
  }

  /** Moves the rows. @returns where the scrollbar belongs then; tell {@link settle} where it came to stand. */
  moveTo(top: number): number {
    this.top = this.within(top);
    return this.lastTop === 0 ? 0 : (this.top / this.lastTop) * this.lastScrollTop;
  }

  /** The scrollbar was put there, which must not move the rows once more. */
  settle(scrollTop: number): void {
    this.scrollTop = scrollTop;
  }

  private get lastTop(): number {
    return Math.max(0, this.sizes.content - this.sizes.view);
  }

  private get lastScrollTop(): number {
    return Math.max(0, this.height - this.sizes.view);
  }

  private within(top: number): number {
    return Math.min(Math.max(0, top), this.lastTop);
  }
}
