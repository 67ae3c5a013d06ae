import type { Theme } from '../../page/theme';
import type { Ink } from '../../plots/ink';
import { viridis } from '../../plots/palette';
import type { Axis } from './axis';
import type { Brush } from './brushes';
import { binCount, laneBin, pairDensity } from './pairDensity';

/** Up to this many lines are drawn one by one; more by how many go from bin to bin. */
const mostLines = 3000;
/** Steps of strength in which bundles of lines are drawn. */
const levels = 6;

/** Where things lie on the canvas, in CSS pixels. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Upper and lower end of the axes. */
  readonly top: number;
  readonly bottom: number;
  /** The lane of rows without a place on an axis. */
  readonly lane: number;
  /** Of each axis. */
  readonly x: readonly number[];
}

/** Which lines are drawn, and how. */
export interface Lines {
  /** One byte per row, 1 where there is a line; `undefined`: all rows. */
  readonly mask?: Uint8Array | undefined;
  /** How many there are. */
  readonly count: number;
  /** Of lines without a colour of their own. */
  readonly colour: string;
  /** One per row: 0…1 on the colour scale. */
  readonly colours?: ArrayLike<number> | undefined;
  /** 0…1 */
  readonly strength: number;
}

export function layoutOf(width: number, height: number, axisCount: number): Layout {
  const margin = 64;
  const span = Math.max(0, width - 2 * margin);
  const x = Array.from({ length: axisCount }, (_, index) =>
    axisCount === 1 ? width / 2 : margin + (span * index) / (axisCount - 1),
  );
  return { width, height, top: 14, bottom: height - 42, lane: height - 20, x };
}

/** The height of a place on an axis. */
export function heightOf({ top, bottom, lane }: Layout, position: number): number {
  return Number.isNaN(position) ? lane : bottom - position * (bottom - top);
}

/** Makes the canvas fit its layout and sharp, and wipes it. */
export function wipe(
  canvas: HTMLCanvasElement,
  { width, height }: Layout,
): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This page cannot draw.');
  const scale = window.devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

export function drawLines(context: Ink, layout: Layout, axes: readonly Axis[], lines: Lines): void {
  context.lineWidth = 1;
  if (lines.count <= mostLines) drawEach(context, layout, axes, lines);
  else {
    for (let pair = 0; pair + 1 < axes.length; pair++) {
      drawBundles(context, layout, { pair, axes, lines });
    }
  }
  context.globalAlpha = 1;
}

function drawEach(
  context: Ink,
  layout: Layout,
  axes: readonly Axis[],
  { mask, colour, colours, strength, count }: Lines,
): void {
  context.globalAlpha = strength * Math.max(0.25, Math.min(1, 60 / Math.sqrt(count + 1) / 4));
  const rowCount = axes[0]?.positions.length ?? 0;
  for (let row = 0; row < rowCount; row++) {
    if (mask !== undefined && mask[row] === 0) continue;
    context.strokeStyle = onScale(colours?.[row] ?? NaN, colour);
    context.beginPath();
    axes.forEach(({ positions }, index) => {
      context.lineTo(layout.x[index] as number, heightOf(layout, positions[row] as number));
    });
    context.stroke();
  }
}

/** Bundles of the same strength and colour in one path: a stroke costs more than a line. */
function drawBundles(
  context: Ink,
  layout: Layout,
  {
    pair,
    axes,
    lines,
  }: { readonly pair: number; readonly axes: readonly Axis[]; readonly lines: Lines },
): void {
  const [from, to] = [axes[pair], axes[pair + 1]] as readonly [Axis, Axis];
  const density = pairDensity(from.positions, to.positions, lines);
  const paths = new Map<
    string,
    { readonly heights: number[]; readonly level: number; readonly colour: string }
  >();
  const [left, right] = [layout.x[pair] as number, layout.x[pair + 1] as number];
  density.forEach((start, end, count, mean) => {
    const level = Math.ceil((levels * Math.log1p(count)) / Math.log1p(density.most));
    const colour = onScale(mean, lines.colour);
    const name = `${level} ${colour}`;
    const bundle = paths.get(name) ?? { heights: [], level, colour };
    paths.set(name, bundle);
    bundle.heights.push(binHeight(layout, start), binHeight(layout, end));
  });
  const ordered = [...paths.values()].sort((a, b) => a.level - b.level);
  for (const { heights, level, colour } of ordered) {
    context.globalAlpha = lines.strength * (0.08 + (0.92 * level) / levels);
    context.strokeStyle = colour;
    context.beginPath();
    for (let at = 0; at < heights.length; at += 2) {
      context.moveTo(left, heights[at] as number);
      context.lineTo(right, heights[at + 1] as number);
    }
    context.stroke();
  }
}

function binHeight(layout: Layout, bin: number): number {
  return heightOf(layout, bin === laneBin ? NaN : (bin + 0.5) / binCount);
}

function onScale(place: number, otherwise: string): string {
  if (Number.isNaN(place)) return otherwise;
  const step = Math.round(Math.max(0, Math.min(1, place)) * (viridis.length - 1));
  return viridis[step] ?? otherwise;
}

export function drawAxes(
  context: Ink,
  layout: Layout,
  axes: readonly Axis[],
  { foreground, background, fontFamily, fontSize }: Theme,
): void {
  context.strokeStyle = foreground;
  context.font = `${Math.max(10, fontSize - 2)}px ${fontFamily}`;
  context.textBaseline = 'middle';
  if (axes.some(({ hasGaps }) => hasGaps)) {
    context.fillStyle = foreground;
    context.textAlign = 'left';
    context.fillText('no value', 6, layout.lane);
  }
  axes.forEach((axis, index) => {
    const x = Math.round(layout.x[index] as number) + 0.5;
    context.beginPath();
    context.moveTo(x, layout.top);
    context.lineTo(x, layout.bottom);
    for (const { position } of axis.ticks) {
      const y = heightOf(layout, position);
      context.moveTo(x - 3, y);
      context.lineTo(x + 3, y);
    }
    context.stroke();
    const isLast = index === axes.length - 1 && index > 0;
    context.textAlign = isLast ? 'right' : 'left';
    for (const { position, label } of axis.ticks) {
      const [at, y] = [x + (isLast ? -6 : 6), heightOf(layout, position)];
      // Numbers stay readable over lines.
      context.strokeStyle = background;
      context.lineWidth = 3;
      context.strokeText(shortened(label), at, y);
      context.fillStyle = foreground;
      context.fillText(shortened(label), at, y);
      context.lineWidth = 1;
      context.strokeStyle = foreground;
    }
  });
}

/** The ranges that are brushed, around their axes. */
export function drawBrushes(
  ink: Ink,
  layout: Layout,
  {
    axes,
    brushes,
    theme,
  }: {
    readonly axes: readonly Axis[];
    readonly brushes: readonly Brush[];
    readonly theme: Theme;
  },
): void {
  ink.strokeStyle = theme.accent;
  ink.lineWidth = 2;
  axes.forEach((axis, index) => {
    const brush = brushes.find(({ place }) => place === axis.place);
    if (brush === undefined) return;
    const ends = [brush.from, brush.to].map(value => heightOf(layout, axis.positionOf(value)));
    const [upper, lower] = [Math.min(...ends), Math.max(...ends)];
    ink.strokeRect((layout.x[index] as number) - 7, upper, 14, lower - upper);
  });
}

function shortened(label: string): string {
  return label.length > 14 ? `${label.slice(0, 13)}…` : label;
}
