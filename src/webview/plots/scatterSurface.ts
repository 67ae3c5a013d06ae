import type { Extent } from '../../core/analysis/extent';
import type { Theme } from '../page/theme';
import { AxisScale } from './axis';
import { Chart } from './chart';
import { drawOverlay } from './drawOverlay';
import type { Axes, Placement } from './placement';
import { pngOf } from './picture';
import { PointPainter } from './pointPainter';
import type { Drag } from './pointerTool';
import type { Mark, PointSet, StepLine } from './pointSet';
import { ScatterFrame } from './scatterFrame';
import { scatterOption } from './scatterOption';
import { fitCanvas, scatterStage } from './scatterStage';
import type { Box } from './scatterStage';

/** Above this many points ECharts is too slow to follow a brush (190 ms of computing a step for 5,000): they are drawn as a raster. */
const mostSymbols = 2_000;

/** The values in sight. */
export interface ZoomWindow {
  readonly x: Extent;
  readonly y: Extent;
}

/** What is shown. */
export interface ScatterContent {
  readonly points: PointSet;
  readonly axes: Axes;
  readonly marks: readonly Mark[];
  readonly lines?: readonly StepLine[];
  /** Whether it is one of many: titles, legend and scale are told once for all then. */
  readonly isSmall?: boolean;
  /** What is said of the points instead of how many are drawn. */
  readonly words?: string;
  readonly placement: Placement;
}

/** Where a scatter plot is drawn: axes, legend and few points by ECharts, many points as a raster exactly between the axes. */
export class ScatterSurface {
  readonly stage;
  private readonly chart: Chart;
  private readonly painter: PointPainter;
  private drawn:
    | { readonly content: ScatterContent; readonly frame: ScatterFrame; readonly isRaster: boolean }
    | undefined;

  constructor(place: HTMLElement) {
    this.stage = scatterStage(place);
    this.chart = new Chart(this.stage.chart);
    this.painter = new PointPainter(this.stage.points);
  }

  /** Where points are; `undefined` before anything is drawn. */
  get frame(): ScatterFrame | undefined {
    return this.drawn?.frame;
  }

  /** Whether there is room to draw in. */
  get isInSight(): boolean {
    return this.stage.root.offsetWidth > 0 && this.stage.root.offsetHeight > 0;
  }

  draw(
    content: ScatterContent,
    shown: { readonly ranges: ZoomWindow; readonly mask: Uint8Array | undefined },
    theme: Theme,
  ): void {
    const { points, placement, axes } = content;
    // Many small ones could not follow a brush together, either.
    const isRaster = content.isSmall === true || placement.rows.length > mostSymbols;
    this.chart.draw(scatterOption({ ...content, ...shown, isBare: isRaster }, theme), theme);
    const box = this.boxOf(shown.ranges);
    const scales = {
      x: new AxisScale(shown.ranges.x, ends(box.left, box.width, axes.x.inverse), axes.x),
      y: new AxisScale(shown.ranges.y, ends(box.top, box.height, !axes.y.inverse), axes.y),
    };
    const frame = new ScatterFrame(points, placement.rows, box, scales);
    this.drawn = { content, frame, isRaster };
    fitCanvas(this.stage.overlay, box);
    fitCanvas(this.stage.points, box);
    this.stage.points.hidden = !isRaster;
    if (isRaster) this.painter.paint(frame.cells, points, shown.mask);
  }

  /** Draws the points alone again; whether that is possible. */
  redrawPoints(mask: Uint8Array | undefined): boolean {
    if (this.drawn?.isRaster !== true) return false;
    const { frame, content } = this.drawn;
    this.painter.paint(frame.cells, content.points, mask);
    return true;
  }

  drawOverlay(theme: Theme, drag: Drag | undefined, row: number | undefined): void {
    const { frame } = this;
    if (frame === undefined) return;
    const point = row === undefined ? undefined : frame.placeOf(row);
    drawOverlay(this.stage.overlay, frame.box, theme, { drag, point });
  }

  /** What is drawn, without what the mouse draws. */
  async picture(theme: Theme): Promise<Blob> {
    const { root, points } = this.stage;
    const ratio = window.devicePixelRatio;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [root.offsetWidth * ratio, root.offsetHeight * ratio];
    const ink = canvas.getContext('2d');
    const chart = this.chart.instance?.renderToCanvas({ pixelRatio: ratio });
    if (ink === null || chart === undefined || this.frame === undefined) {
      throw new Error('There is nothing drawn yet.');
    }
    ink.fillStyle = theme.background;
    ink.fillRect(0, 0, canvas.width, canvas.height);
    const { left, top } = this.frame.box;
    if (!points.hidden) ink.drawImage(points, left * ratio, top * ratio);
    ink.drawImage(chart, 0, 0);
    return pngOf(canvas);
  }

  dispose(): void {
    this.chart.dispose();
  }

  /** The rectangle between the axes, as ECharts has it. */
  private boxOf({ x, y }: ZoomWindow): Box {
    const { instance } = this.chart;
    const corner = (end: 0 | 1): readonly number[] =>
      instance?.convertToPixel('grid', [x[end], y[end]]) ?? [0, 0];
    const [[ax = 0, ay = 0], [bx = 0, by = 0]] = [corner(0), corner(1)];
    return {
      left: Math.min(ax, bx),
      top: Math.min(ay, by),
      width: Math.abs(bx - ax),
      height: Math.abs(by - ay),
    };
  }
}

function ends(start: number, length: number, isTurned = false): readonly [number, number] {
  return isTurned ? [start + length, start] : [start, start + length];
}
