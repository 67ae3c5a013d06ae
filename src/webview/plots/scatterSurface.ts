import type { Theme } from '../page/theme';
import { AxisScale } from './axis';
import { Chart } from './chart';
import { drawOverlay } from './drawOverlay';
import type { Axes, Placement } from './placement';
import { inkPicture } from './inkPicture';
import type { PictureFormat } from './picture';
import { PointPainter, rasterOf } from './pointPainter';
import type { Drag } from './pointerTool';
import type { Mark, PointSet, StepLine } from './pointSet';
import { ScatterFrame } from './scatterFrame';
import { scatterOption } from './scatterOption';
import { fitCanvas, scatterStage } from './scatterStage';
import type { Box } from './scatterStage';
import type { ZoomWindow } from './zoomWindow';

/** Above this many points ECharts is too slow to follow a brush (190 ms of computing a step for 5,000): they are drawn as a raster. */
const mostSymbols = 2_000;

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
    const frame = new ScatterFrame(points, box, scales);
    this.drawn = { content, frame, isRaster };
    fitCanvas(this.stage.overlay, box);
    fitCanvas(this.stage.points, box);
    this.stage.points.hidden = !isRaster;
    if (isRaster) this.paintPoints(shown.mask);
  }

  /** Draws the points alone again; whether that is possible. */
  redrawPoints(mask: Uint8Array | undefined): boolean {
    if (this.drawn?.isRaster !== true) return false;
    this.paintPoints(mask);
    return true;
  }

  drawOverlay(theme: Theme, drag: Drag | undefined, row: number | undefined): void {
    const { frame } = this;
    if (frame === undefined) return;
    const point = row === undefined ? undefined : frame.placeOf(row);
    drawOverlay(this.stage.overlay, frame.box, theme, { drag, point });
  }

  /** What is drawn, without what the mouse draws. @param mask what is selected, as it was drawn. */
  picture(format: PictureFormat, mask: Uint8Array | undefined, theme: Theme): Promise<Blob> {
    const { drawn, chart, stage } = this;
    if (drawn === undefined) return Promise.reject(new Error('There is nothing drawn yet.'));
    const { frame, content, isRaster } = drawn;
    const { left, top, width, height } = frame.box;
    const size = { width: stage.root.offsetWidth, height: stage.root.offsetHeight };
    return inkPicture(format, size, theme, (ink, pixelRatio) => {
      if (isRaster) {
        const cells = frame.cellsAt(pixelRatio);
        const raster = rasterOf(cells, content.points, { mask, pixelRatio });
        ink.drawImage(raster, left, top, width, height);
      }
      chart.paint(ink, pixelRatio);
    });
  }

  dispose(): void {
    this.chart.dispose();
  }

  private paintPoints(mask: Uint8Array | undefined): void {
    const { frame, content } = this.drawn as NonNullable<typeof this.drawn>;
    const pixelRatio = window.devicePixelRatio;
    this.painter.paint(frame.cells, content.points, { mask, pixelRatio });
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
