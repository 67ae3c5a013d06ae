import type { Numbers } from '../../core/analysis/numbers';
import type { Disposable } from '../../core/event';
import type { JoinMode } from '../model/selectionModel';
import { fullRange, isOnAxis } from './axis';
import type { Axis } from './axis';
import type { Place } from './brushShape';
import { FrameScheduler } from './frameScheduler';
import { rowsText } from './placement';
import { pointCells } from './pointCells';
import { PointIndex } from './pointIndex';
import { PointPainter } from './pointPainter';
import { PointerTool } from './pointerTool';
import type { PointSet } from './pointSet';
import { firstTurn, seenPoints, turned } from './projection';
import type { CubeAxis, Turn } from './projection';
import type { ScatterContext } from './scatterPlot';
import { fitCanvas, scatterStage, showTip } from './scatterStage';
import { pngOf } from './scatterSurface';
import { drawAxes, drawLegend, drawPoints } from './spaceDrawing';

/** Above this many points they are drawn as a raster. */
const mostSymbols = 20_000;

type SpaceAxis = Axis & { readonly values: Numbers };

export interface SpaceContent {
  readonly axes: readonly [SpaceAxis, SpaceAxis, SpaceAxis];
  readonly looks: Omit<PointSet, 'x' | 'y'>;
}

export interface SpaceContext extends Omit<ScatterContext, 'onZoom'> {
  readonly onTurn: (turn: Turn) => void;
}

/** Points in three dimensions, seen without perspective; the mouse and the arrow keys turn them. */
export class SpacePlot {
  private readonly stage;
  private readonly painter: PointPainter;
  private readonly scheduler = new FrameScheduler(() => this.draw());
  private readonly heard: Disposable;
  private content:
    | {
        readonly looks: SpaceContent['looks'];
        readonly axes: readonly [Axis & CubeAxis, Axis & CubeAxis, Axis & CubeAxis];
        readonly rows: Uint32Array;
      }
    | undefined;
  private turn = firstTurn;
  /** From where it was seen when it was taken hold of. */
  private held: Turn | undefined;
  private drawn: { readonly points: PointSet; index: PointIndex | undefined } | undefined;
  private current: number | undefined;

  constructor(
    place: HTMLElement,
    private readonly context: SpaceContext,
  ) {
    place.classList.add('scatter');
    this.stage = scatterStage(place);
    const { root } = this.stage;
    root.dataset['tool'] = 'move';
    this.painter = new PointPainter(this.stage.points);
    const pointer = new PointerTool(root, {
      hover: at => this.point(at && this.nearest(at)),
      click: (at, how) => this.click(at, how),
      drag: drag => {
        if (drag.tool === 'move') this.turnFromHeld(drag.from, drag.to);
      },
      drop: () => (this.held = undefined),
      cancel: () => (this.held = undefined),
      zoom: () => undefined,
    });
    pointer.tool = 'move';
    root.addEventListener('keydown', event => this.press(event));
    this.heard = context.selection.onDidChange(() => this.scheduler.ask('all'));
  }

  /** Shows other points. @param turn from where they were last seen. */
  show({ axes, looks }: SpaceContent, turn: Turn = firstTurn): void {
    const rows = placedRows(axes);
    const cube = axes.map(axis => ({
      ...axis,
      range: fullRange(axis.values, axis, rows),
      isLog: axis.log === true,
      isInverse: axis.inverse === true,
    })) as unknown as readonly [Axis & CubeAxis, Axis & CubeAxis, Axis & CubeAxis];
    this.content = { looks, rows, axes: cube };
    this.turn = turn;
    this.point(undefined);
    const total = axes[0].values.length;
    const words =
      rows.length === total
        ? rowsText(total)
        : `${rows.length.toLocaleString('en')} of ${rowsText(total)}`;
    this.stage.root.setAttribute(
      'aria-label',
      `${axes.map(({ name }) => name).join(', ')} in three dimensions: ${words}. Arrow keys turn it, Page Up and Page Down go from point to point, Enter selects.`,
    );
    this.draw();
  }

  draw(): void {
    const { content, stage, turn } = this;
    const [width, height] = [stage.root.offsetWidth, stage.root.offsetHeight];
    if (content === undefined || width === 0 || height === 0) return;
    for (const canvas of [stage.points, stage.overlay]) {
      fitCanvas(canvas, { left: 0, top: 0, width, height });
    }
    const screen = { middle: { x: width / 2, y: height / 2 }, half: Math.min(width, height) / 3.6 };
    const { across, up, depth } = seenPoints(content.axes, turn);
    const points: PointSet = {
      ...content.looks,
      x: across.map(value => screen.middle.x + value * screen.half),
      y: up.map(value => screen.middle.y - value * screen.half),
    };
    this.drawn = { points, index: undefined };
    this.paint(points, depth);
    const ink = inkOf(stage.overlay);
    const theme = this.context.theme.current;
    drawAxes(ink, content.axes, turn, { screen, theme });
    drawLegend(ink, points, theme);
    if (this.current !== undefined) this.ring(ink, this.current);
  }

  async picture(): Promise<Blob> {
    const { points, overlay } = this.stage;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [overlay.width, overlay.height];
    const ink = inkOf(canvas);
    ink.setTransform(1, 0, 0, 1, 0, 0);
    ink.fillStyle = this.context.theme.current.background;
    ink.fillRect(0, 0, canvas.width, canvas.height);
    ink.drawImage(points, 0, 0);
    ink.drawImage(overlay, 0, 0);
    return pngOf(canvas);
  }

  dispose(): void {
    this.heard.dispose();
    this.scheduler.dispose();
  }

  private paint(points: PointSet, depth: Float64Array): void {
    const { rows } = this.content as NonNullable<typeof this.content>;
    const { current } = this.context.selection;
    const mask = current.count > 0 ? current.mask : undefined;
    const ink = inkOf(this.stage.points);
    if (rows.length > mostSymbols) this.painter.paint(this.cellsOf(points), points, mask);
    else drawPoints(ink, points, rows, { depth, mask });
  }

  private cellsOf(points: PointSet) {
    const { width, height } = this.stage.points;
    const toDevice = (value: number): number => value * window.devicePixelRatio;
    return pointCells(points, { width, height }, toDevice, toDevice);
  }

  private ring(ink: CanvasRenderingContext2D, row: number): void {
    const { points } = this.drawn as NonNullable<typeof this.drawn>;
    ink.strokeStyle = this.context.theme.current.foreground;
    ink.lineWidth = 2;
    ink.beginPath();
    ink.arc(points.x[row] as number, points.y[row] as number, 7, 0, 2 * Math.PI);
    ink.stroke();
  }

  private nearest(at: Place): number | undefined {
    const { drawn } = this;
    if (drawn === undefined) return undefined;
    const { points } = drawn;
    drawn.index ??= new PointIndex(this.cellsOf(points));
    const ratio = window.devicePixelRatio;
    return drawn.index.nearest(
      { x: at.x * ratio, y: at.y * ratio },
      14 * ratio,
      row => Math.hypot((points.x[row] as number) - at.x, (points.y[row] as number) - at.y) * ratio,
    );
  }

  private point(row: number | undefined): void {
    if (row === this.current) return;
    this.current = row;
    const { tip } = this.stage;
    tip.hidden = true;
    this.scheduler.ask('all');
    if (row === undefined || this.drawn === undefined) return;
    const { x, y } = this.drawn.points;
    showTip(tip, this.linesOf(row), { x: x[row] as number, y: y[row] as number });
  }

  private linesOf(row: number): readonly string[] {
    return this.context.facts(row).map(([name, value]) => `${name} ${value}`);
  }

  private click(at: Place, how: JoinMode): void {
    const { selection } = this.context;
    const row = this.nearest(at);
    if (row !== undefined) selection.chooseRows([row], `row ${row + 1}`, how);
    else if (how === 'replace') selection.clear();
  }

  private turnFromHeld(from: Place, to: Place): void {
    this.held ??= this.turn;
    const by = { azimuth: (from.x - to.x) / 150, elevation: (to.y - from.y) / 150 };
    this.turnTo(turned(this.held, by));
  }

  private turnTo(turn: Turn): void {
    this.turn = turn;
    this.stage.tip.hidden = true;
    this.context.onTurn(turn);
    this.scheduler.ask('all');
  }

  private press(event: KeyboardEvent): void {
    const turns: Readonly<Record<string, Turn>> = {
      ArrowLeft: { azimuth: 0.1, elevation: 0 },
      ArrowRight: { azimuth: -0.1, elevation: 0 },
      ArrowUp: { azimuth: 0, elevation: 0.1 },
      ArrowDown: { azimuth: 0, elevation: -0.1 },
    };
    const by = turns[event.key];
    const strides: Readonly<Record<string, number>> = { PageDown: 1, PageUp: -1 };
    if (by !== undefined) this.turnTo(turned(this.turn, by));
    else if (strides[event.key] !== undefined) this.step(strides[event.key] as number);
    else if (event.key === 'Enter') this.toggleCurrent();
    else if (event.key === 'Escape') this.context.selection.clear();
    else return;
    event.preventDefault();
  }

  private step(by: number): void {
    const rows = this.content?.rows;
    if (rows === undefined || rows.length === 0) return;
    const at = this.current === undefined ? -1 : rows.indexOf(this.current);
    const row = rows[Math.min(rows.length - 1, Math.max(0, at + by))] as number;
    this.point(row);
    this.context.announce(this.linesOf(row).join(', '));
  }

  private toggleCurrent(): void {
    const { current, context } = this;
    if (current === undefined) return;
    const isSelected = context.selection.current.mask[current] === 1;
    context.selection.chooseRows([current], `row ${current + 1}`, isSelected ? 'remove' : 'add');
    context.announce(`Row ${current + 1} ${isSelected ? 'removed' : 'selected'}.`);
  }
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

function placedRows(axes: SpaceContent['axes']): Uint32Array {
  const [first] = axes;
  const rows = new Uint32Array(first.values.length);
  let count = 0;
  for (let row = 0; row < rows.length; row++) {
    if (axes.every(axis => isOnAxis(axis.values[row] as number, axis))) rows[count++] = row;
  }
  return rows.slice(0, count);
}
