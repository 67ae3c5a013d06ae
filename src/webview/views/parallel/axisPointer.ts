import type { Axis } from './axis';
import type { Brush } from './brushes';
import { nearestLine } from './nearestLine';
import type { Layout } from './parallelCanvas';

/** Pixels beside an axis within which the mouse means the axis. */
const reach = 14;
/** Pixels below which a drag was a click. */
const smallest = 3;

interface Target {
  axes(): readonly Axis[];
  layout(): Layout;
  /** Rows that the mouse can point at. */
  mask(): Uint8Array | undefined;
  brush(brush: Brush): void;
  /** Takes the brush of the axis of this column away. */
  clear(place: number): void;
}

/** The mouse over the axes: dragging along one chooses a range, a click on it takes the range away, and lines are named. */
export class AxisPointer {
  private readonly label = document.createElement('div');
  private start: { readonly axis: Axis; readonly y: number } | undefined;
  private pending: number | undefined;

  constructor(
    private readonly stage: HTMLElement,
    private readonly target: Target,
  ) {
    this.label.className = 'parallel-label';
    this.label.hidden = true;
    stage.append(this.label);
    stage.addEventListener('pointerdown', event => this.press(event));
    stage.addEventListener('pointermove', event => this.later(() => this.move(event)));
    stage.addEventListener('pointerup', event => this.release(event));
    stage.addEventListener('pointerleave', () => (this.label.hidden = true));
  }

  dispose(): void {
    if (this.pending !== undefined) cancelAnimationFrame(this.pending);
  }

  private press(event: PointerEvent): void {
    const { x, y } = this.at(event);
    const layout = this.target.layout();
    const index = layout.x.findIndex(each => Math.abs(each - x) <= reach);
    const axis = this.target.axes()[index];
    if (axis === undefined) return;
    this.start = { axis, y };
    this.stage.setPointerCapture(event.pointerId);
    event.preventDefault();
  }

  private move(event: PointerEvent): void {
    const point = this.at(event);
    if (this.start !== undefined) this.dragTo(point.y);
    else this.name(point);
  }

  private release(event: PointerEvent): void {
    const { start } = this;
    if (start === undefined) return;
    const { y } = this.at(event);
    if (Math.abs(y - start.y) < smallest) this.target.clear(start.axis.place);
    else this.dragTo(y);
    this.start = undefined;
  }

  private dragTo(y: number): void {
    const { start } = this;
    if (start === undefined || Math.abs(y - start.y) < smallest) return;
    const { top, bottom } = this.target.layout();
    const value = (height: number): number =>
      start.axis.valueAt(Math.max(0, Math.min(1, (bottom - height) / (bottom - top))));
    const ends = [value(start.y), value(y)];
    this.target.brush({
      place: start.axis.place,
      from: Math.min(...ends),
      to: Math.max(...ends),
    });
  }

  /** Says which row's line is under the mouse. */
  private name(point: { readonly x: number; readonly y: number }): void {
    const row = nearestLine(this.target.axes(), this.target.layout(), point, this.target.mask());
    this.label.hidden = row === undefined;
    if (row === undefined) return;
    const cells = this.target
      .axes()
      .map(
        ({ title, labels, values }) =>
          `${title}: ${labels?.[values[row] as number] ?? values[row]}`,
      );
    this.label.textContent = [`row ${row}`, ...cells].join('\n');
    const { clientWidth, clientHeight } = this.stage;
    const { offsetWidth, offsetHeight } = this.label;
    // Beside the mouse, on whichever side there is room.
    const left =
      point.x + 12 + offsetWidth < clientWidth ? point.x + 12 : point.x - 12 - offsetWidth;
    this.label.style.left = `${Math.max(0, left)}px`;
    this.label.style.top = `${Math.max(0, Math.min(point.y, clientHeight - offsetHeight))}px`;
  }

  private at(event: PointerEvent): { readonly x: number; readonly y: number } {
    const box = this.stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** At most once for each frame that is shown. */
  private later(work: () => void): void {
    if (this.pending !== undefined) cancelAnimationFrame(this.pending);
    this.pending = requestAnimationFrame(work);
  }
}
