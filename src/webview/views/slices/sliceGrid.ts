import type { PictureFormat } from '../../plots/picture';
import type { DragTool } from '../../plots/pointerTool';
import { SliceCell } from './sliceCell';
import type { SliceCellNeeds } from './sliceCell';
import type { PlacedPicture } from './slicesPicture';

/** Beyond this many CSS pixels out of sight a slice takes nothing. */
const margin = '200px';

/** Slices side by side; only those in sight are drawn. */
export class SliceGrid {
  readonly element = document.createElement('div');
  private readonly sight: IntersectionObserver;
  private cells: readonly SliceCell[] = [];
  private dragTool: DragTool = 'rectangle';

  constructor(
    place: HTMLElement,
    private readonly needs: SliceCellNeeds,
  ) {
    this.element.className = 'slices-grid';
    place.append(this.element);
    const options = { root: this.element, rootMargin: margin };
    this.sight = new IntersectionObserver(entries => this.see(entries), options);
  }

  get isZoomed(): boolean {
    return this.cells.some(({ zoom }) => zoom !== undefined);
  }

  get tool(): DragTool {
    return this.dragTool;
  }

  set tool(tool: DragTool) {
    this.dragTool = tool;
    for (const cell of this.cells) cell.tool = tool;
  }

  /** Shows these variables: those that are there already stay, with new content. */
  show(names: readonly string[]): void {
    const before = new Map(this.cells.map(cell => [cell.name, cell]));
    this.cells = names.map(name => {
      const known = before.get(name);
      before.delete(name);
      if (known !== undefined) {
        void known.show();
        return known;
      }
      const cell = new SliceCell(name, this.needs);
      cell.tool = this.dragTool;
      this.sight.observe(cell.element);
      return cell;
    });
    for (const cell of before.values()) this.remove(cell);
    const { children } = this.element;
    const isSame =
      children.length === names.length &&
      this.cells.every(({ element }, at) => element === children[at]);
    // Putting them in anew would take the focus away.
    if (!isSame) this.element.replaceChildren(...this.cells.map(({ element }) => element));
  }

  draw(): void {
    for (const cell of this.cells) cell.draw();
  }

  resetZoom(): void {
    for (const cell of this.cells) cell.resetZoom();
  }

  /** The slices that are drawn, as PNG, and where they are. */
  async pictures(format: PictureFormat): Promise<readonly PlacedPicture[]> {
    const found = await Promise.all(this.cells.map(cell => cell.picture(format)));
    return found.flatMap(picture => (picture === undefined ? [] : [picture]));
  }

  dispose(): void {
    this.sight.disconnect();
    for (const cell of this.cells) cell.dispose();
  }

  private see(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const cell = this.cells.find(({ element }) => element === target);
      if (cell !== undefined) cell.isInSight = isIntersecting;
    }
  }

  private remove(cell: SliceCell): void {
    this.sight.unobserve(cell.element);
    cell.dispose();
  }
}
