import { extent } from '../../core/analysis/extent';
import type { Numbers } from '../../core/analysis/numbers';
import type { Theme } from '../page/theme';
import { fullRange, isOnAxis } from './axis';
import type { Axis } from './axis';
import type { Place } from './brushShape';
import type { Ink } from './ink';
import { inkPicture } from './inkPicture';
import type { PictureSize } from './inkPicture';
import type { PictureFormat } from './picture';
import { pointCells } from './pointCells';
import type { PointCells } from './pointCells';
import { PointIndex } from './pointIndex';
import { PointPainter, rasterOf } from './pointPainter';
import type { PointSet } from './pointSet';
import { cubePlaces, seenPoints } from './projection';
import type { CubeAxis, Turn } from './projection';
import { fitCanvas } from './scatterStage';
import type { ScatterStage } from './scatterStage';
import { drawAxes, drawLegend, drawPoints } from './spaceDrawing';

/** Above this many points they are drawn as a raster. */
const mostSymbols = 5_000;

/** CSS pixels from the mouse within which a point is meant. */
const reach = 14;

export type SpaceAxis = Axis & { readonly values: Numbers };

/** What is shown in three dimensions. */
export interface SpaceContent {
  readonly axes: readonly [SpaceAxis, SpaceAxis, SpaceAxis];
  readonly looks: Omit<PointSet, 'x' | 'y'>;
}

/** How a scene looks, besides from where it is seen. */
export interface SpaceLooks {
  /** One byte per row, 1 where it is selected; absent when no row is. */
  readonly mask: Uint8Array | undefined;
  readonly theme: Theme;
}

/** The points in the cube, ready to be seen from anywhere. */
export class SpaceScene {
  readonly axes: readonly [Axis & CubeAxis, Axis & CubeAxis, Axis & CubeAxis];
  readonly places: readonly [Float64Array, Float64Array, Float64Array];
  /** Those that have a place, ascending. */
  readonly rows: Uint32Array;
  readonly looks: SpaceContent['looks'];

  constructor({ axes, looks }: SpaceContent) {
    this.looks = looks;
    this.rows = placedRows(axes);
    const onEdge = (axis: SpaceAxis): Axis & CubeAxis => ({
      ...axis,
      range: edgeRange(axis, this.rows),
      isLog: axis.log === true,
      isInverse: axis.inverse === true,
    });
    this.axes = [onEdge(axes[0]), onEdge(axes[1]), onEdge(axes[2])];
    const [x, y, z] = this.axes;
    this.places = [cubePlaces(x), cubePlaces(y), cubePlaces(z)];
  }
}

/** Where a scene is drawn, without perspective. */
export class SpaceSurface {
  private readonly painter: PointPainter;
  private drawn: { readonly points: PointSet; index: PointIndex | undefined } | undefined;

  constructor(private readonly stage: ScatterStage) {
    this.painter = new PointPainter(stage.points);
  }

  draw(
    scene: SpaceScene,
    turn: Turn,
    shown: SpaceLooks & { readonly current: number | undefined },
  ): void {
    const { points: canvas, overlay } = this.stage;
    const { width, height } = this.size;
    if (width === 0 || height === 0) return;
    for (const each of [canvas, overlay]) fitCanvas(each, { left: 0, top: 0, width, height });
    const { screen, points, depth } = spaceView(scene, turn, this.size);
    this.drawn = { points, index: undefined };
    const { mask, theme, current } = shown;
    if (scene.rows.length > mostSymbols) {
      const pixelRatio = window.devicePixelRatio;
      this.painter.paint(this.cellsOf(points), points, { mask, pixelRatio });
    } else drawPoints(inkOf(canvas), points, scene.rows, { depth, mask });
    const ink = inkOf(overlay);
    drawAxes(ink, scene.axes, turn, { screen, theme });
    drawLegend(ink, points, theme);
    if (current !== undefined) drawRing(ink, this.placeOf(current), theme);
  }

  /** In CSS pixels of the stage. */
  placeOf(row: number): Place {
    const { x, y } = this.drawn?.points ?? { x: [], y: [] };
    return { x: x[row] ?? 0, y: y[row] ?? 0 };
  }

  /** The row of the point that is meant by a place of the stage. */
  nearest(at: Place): number | undefined {
    const { drawn } = this;
    if (drawn === undefined) return undefined;
    drawn.index ??= new PointIndex(this.cellsOf(drawn.points));
    const ratio = window.devicePixelRatio;
    const pixel = { x: at.x * ratio, y: at.y * ratio };
    return drawn.index.nearest(pixel, reach * ratio, row => {
      const { x, y } = this.placeOf(row);
      return Math.hypot(x - at.x, y - at.y) * ratio;
    });
  }

  picture(
    format: PictureFormat,
    scene: SpaceScene,
    turn: Turn,
    { mask, theme }: SpaceLooks,
  ): Promise<Blob> {
    const { size } = this;
    const { screen, points, depth } = spaceView(scene, turn, size);
    return inkPicture(format, size, theme, (ink, pixelRatio) => {
      if (scene.rows.length > mostSymbols) {
        const raster = rasterOf(cellsIn(size, pixelRatio, points), points, { mask, pixelRatio });
        ink.drawImage(raster, 0, 0, size.width, size.height);
      } else drawPoints(ink, points, scene.rows, { depth, mask });
      drawAxes(ink, scene.axes, turn, { screen, theme });
      drawLegend(ink, points, theme);
    });
  }

  /** In CSS pixels. */
  private get size(): PictureSize {
    const { offsetWidth: width, offsetHeight: height } = this.stage.root;
    return { width, height };
  }

  private cellsOf(points: PointSet): PointCells {
    return cellsIn(this.size, window.devicePixelRatio, points);
  }
}

/** The points as they lie on a screen of so many CSS pixels, with how near they are. O(n). */
function spaceView(scene: SpaceScene, turn: Turn, { width, height }: PictureSize) {
  const screen = { middle: { x: width / 2, y: height / 2 }, half: Math.min(width, height) / 3.6 };
  const { across, up, depth } = seenPoints(scene.places, turn);
  const points: PointSet = {
    ...scene.looks,
    x: across.map(value => screen.middle.x + value * screen.half),
    y: up.map(value => screen.middle.y - value * screen.half),
  };
  return { screen, points, depth };
}

/** @param ratio pixels to a CSS pixel. */
function cellsIn({ width, height }: PictureSize, ratio: number, points: PointSet): PointCells {
  const size = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
  const toPixel = (value: number): number => value * ratio;
  return pointCells(points, size, toPixel, toPixel);
}

function drawRing(ink: Ink, { x, y }: Place, theme: Theme): void {
  ink.strokeStyle = theme.foreground;
  ink.lineWidth = 2;
  ink.beginPath();
  ink.arc(x, y, 7, 0, 2 * Math.PI);
  ink.stroke();
}

/** Ready to draw in CSS pixels, with nothing drawn. */
function inkOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const ink = canvas.getContext('2d');
  if (ink === null) throw new Error('This browser gives no canvas to draw on.');
  const ratio = window.devicePixelRatio;
  ink.setTransform(1, 0, 0, 1, 0, 0);
  ink.clearRect(0, 0, canvas.width, canvas.height);
  ink.setTransform(ratio, 0, 0, ratio, 0, 0);
  return ink;
}

/** From the smallest value to the largest; a column with one value lies in the middle. */
function edgeRange(axis: SpaceAxis, rows: Uint32Array): readonly [number, number] {
  const found = extent(axis.values, rows);
  return found === undefined || found[0] === found[1] ? fullRange(axis.values, axis, rows) : found;
}

function placedRows(axes: SpaceContent['axes']): Uint32Array {
  const rows = new Uint32Array(axes[0].values.length);
  let count = 0;
  for (let row = 0; row < rows.length; row++) {
    if (axes.every(axis => isOnAxis(axis.values[row] as number, axis))) rows[count++] = row;
  }
  return rows.slice(0, count);
}
