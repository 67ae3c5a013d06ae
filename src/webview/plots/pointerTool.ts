import type { JoinMode } from '../model/selectionModel';
import { withCorner } from './brushShape';
import type { Place } from './brushShape';

/** What dragging does. */
export type DragTool = 'rectangle' | 'lasso' | 'move';

/** What is dragged, in CSS pixels of the stage. */
export type Drag =
  | { readonly tool: 'rectangle' | 'move'; readonly from: Place; readonly to: Place }
  | { readonly tool: 'lasso'; readonly corners: readonly Place[] };

export interface PointerListener {
  /** The mouse is somewhere, with no button held; `undefined` when it has left. */
  hover(place: Place | undefined): void;
  click(place: Place, how: JoinMode): void;
  drag(drag: Drag, how: JoinMode): void;
  drop(drag: Drag, how: JoinMode): void;
  /** A drag that was given up. */
  cancel(): void;
  /** @param factor below 1 comes closer. */
  zoom(place: Place, factor: number): void;
}

/** Nearer to where it began, a drag is a click. */
const clickDistance = 4;

/** Tells hovering, clicking, dragging and turning the wheel over an element apart. */
export class PointerTool {
  tool: DragTool = 'rectangle';
  /** Whether the wheel also comes closer while it is not the picture that is dragged; otherwise it scrolls the page then. */
  zoomsAlways = true;
  private pressed: { readonly from: Place; corners: readonly Place[]; isDrag: boolean } | undefined;

  constructor(
    private readonly element: HTMLElement,
    private readonly listener: PointerListener,
  ) {
    element.addEventListener('pointerdown', event => this.press(event));
    element.addEventListener('pointermove', event => this.move(event));
    element.addEventListener('pointerup', event => this.release(event));
    element.addEventListener('pointercancel', () => this.giveUp());
    element.addEventListener('pointerleave', () => listener.hover(undefined));
    element.addEventListener('wheel', event => this.turn(event), { passive: false });
  }

  /** Whether there was something to give up. */
  giveUp(): boolean {
    const wasPressed = this.pressed !== undefined;
    this.pressed = undefined;
    if (wasPressed) this.listener.cancel();
    return wasPressed;
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0) return;
    const from = this.placeOf(event);
    this.pressed = { from, corners: [from], isDrag: false };
    this.element.setPointerCapture(event.pointerId);
    this.listener.hover(undefined);
  }

  private move(event: PointerEvent): void {
    const place = this.placeOf(event);
    const { pressed } = this;
    if (pressed === undefined) {
      this.listener.hover(place);
      return;
    }
    pressed.corners = withCorner(pressed.corners, place);
    pressed.isDrag ||=
      Math.hypot(place.x - pressed.from.x, place.y - pressed.from.y) >= clickDistance;
    if (pressed.isDrag) this.listener.drag(this.dragTo(place), joinOf(event));
  }

  private release(event: PointerEvent): void {
    const { pressed } = this;
    if (pressed === undefined) return;
    const place = this.placeOf(event);
    if (pressed.isDrag) this.listener.drop(this.dragTo(place), joinOf(event));
    else this.listener.click(place, joinOf(event));
    this.pressed = undefined;
  }

  private turn(event: WheelEvent): void {
    if (!this.zoomsAlways && this.tool !== 'move') return;
    event.preventDefault();
    if (event.deltaY !== 0) this.listener.zoom(this.placeOf(event), event.deltaY < 0 ? 0.8 : 1.25);
  }

  private dragTo(to: Place): Drag {
    const { from, corners } = this.pressed as NonNullable<typeof this.pressed>;
    const { tool } = this;
    return tool === 'lasso' ? { tool, corners } : { tool, from, to };
  }

  private placeOf(event: MouseEvent): Place {
    const { left, top } = this.element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }
}

/** Shift adds, Alt takes away. */
function joinOf({ shiftKey, altKey }: MouseEvent): JoinMode {
  if (altKey) return 'remove';
  return shiftKey ? 'add' : 'replace';
}
