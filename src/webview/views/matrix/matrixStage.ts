import type { Theme } from '../../page/theme';
import { drawOverlay } from '../../plots/drawOverlay';
import type { Place } from '../../plots/brushShape';
import type { Drag } from '../../plots/pointerTool';
import { fitCanvas, showTip } from '../../plots/scatterStage';
import type { Box } from '../../plots/scatterStage';
import type { MatrixLayout } from './matrixLayout';
import { MatrixPoints } from './matrixPoints';

/** What lies over each other: points, frames, what the mouse draws, and the words beside it; it scrolls where it is larger than the view. */
export class MatrixStage {
  readonly root = element('div', 'matrix-stage');
  /** As large as the picture. */
  readonly sheet = element('div', 'matrix-sheet');
  readonly points = new MatrixPoints();
  readonly frame = element('canvas', 'matrix-frame');
  private readonly overlay = element('canvas', 'matrix-overlay');
  private readonly tip = element('div', 'scatter-tip');

  constructor() {
    const { root, sheet, points } = this;
    root.tabIndex = 0;
    root.setAttribute('role', 'application');
    this.tip.hidden = true;
    sheet.append(points.all, points.chosen, this.frame, this.overlay, this.tip);
    for (const each of sheet.children) each.setAttribute('aria-hidden', 'true');
    root.append(sheet);
    // The wheel scrolls where the picture is larger than the view.
    sheet.addEventListener('wheel', event => event.stopImmediatePropagation(), { capture: true });
  }

  fit({ width, height }: MatrixLayout): void {
    const box = { left: 0, top: 0, width, height };
    this.sheet.style.width = `${width}px`;
    this.sheet.style.height = `${height}px`;
    for (const canvas of [this.frame, this.overlay]) fitCanvas(canvas, box);
  }

  /** Draws what the mouse draws, a ring around the point that is meant, and a frame around the cell that the keyboard is at. */
  drawOver(
    { width, height }: MatrixLayout,
    theme: Theme,
    shown: {
      readonly drag: Drag | undefined;
      readonly point: Place | undefined;
      readonly cell: Box | undefined;
    },
  ): void {
    drawOverlay(this.overlay, { left: 0, top: 0, width, height }, theme, shown);
    const ink = this.overlay.getContext('2d');
    if (ink === null || shown.cell === undefined) return;
    const { left, top, width: across, height: down } = shown.cell;
    ink.strokeStyle = theme.accent;
    ink.lineWidth = 2;
    ink.strokeRect(left, top, across, down);
  }

  /** Says something beside a place; nothing without lines. */
  say(lines: readonly string[], at: Place): void {
    if (lines.length === 0) this.tip.hidden = true;
    else showTip(this.tip, lines, at);
  }
}

function element<Tag extends 'div' | 'canvas'>(tag: Tag, className: string) {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
