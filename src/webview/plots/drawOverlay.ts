import type { Theme } from '../page/theme';
import type { Place } from './brushShape';
import type { Drag } from './pointerTool';
import type { Box } from './scatterStage';

/** Draws what the mouse draws, and a ring around the point that is meant, over the box between the axes. */
export function drawOverlay(
  canvas: HTMLCanvasElement,
  box: Box,
  theme: Theme,
  shown: { readonly drag?: Drag | undefined; readonly point?: Place | undefined },
): void {
  const ink = canvas.getContext('2d');
  if (ink === null) return;
  ink.setTransform(1, 0, 0, 1, 0, 0);
  ink.clearRect(0, 0, canvas.width, canvas.height);
  const ratio = window.devicePixelRatio;
  ink.setTransform(ratio, 0, 0, ratio, -box.left * ratio, -box.top * ratio);
  ink.strokeStyle = theme.accent;
  ink.fillStyle = theme.accent;
  ink.lineWidth = 1.5;
  if (shown.drag !== undefined) drawDrag(ink, shown.drag);
  if (shown.point !== undefined) {
    ink.lineWidth = 2;
    ink.strokeStyle = theme.foreground;
    ink.beginPath();
    ink.arc(shown.point.x, shown.point.y, 7, 0, 2 * Math.PI);
    ink.stroke();
  }
}

function drawDrag(ink: CanvasRenderingContext2D, drag: Drag): void {
  if (drag.tool === 'move') return;
  ink.beginPath();
  if (drag.tool === 'lasso') {
    for (const { x, y } of drag.corners) ink.lineTo(x, y);
    ink.closePath();
  } else {
    const { from, to } = drag;
    ink.rect(from.x, from.y, to.x - from.x, to.y - from.y);
  }
  ink.globalAlpha = 0.12;
  ink.fill();
  ink.globalAlpha = 1;
  ink.setLineDash([4, 3]);
  ink.stroke();
  ink.setLineDash([]);
}
