import { sortedRows } from '../../core/analysis/sortedRows';
import { numberText } from '../page/numberText';
import type { Theme } from '../page/theme';
import { axisTitle } from './axis';
import type { Axis } from './axis';
import { drawScale } from './drawScale';
import { drawSymbol } from './drawSymbol';
import type { Ink } from './ink';
import { backgroundShare } from './pointRaster';
import type { PointSet, PointStyle } from './pointSet';
import { seen } from './projection';
import type { CubeAxis, CubePlace, Seen, Turn } from './projection';
import { viridisRamp } from './viridisRamp';

/** From the cube as it is seen to CSS pixels. */
export interface SpaceScreen {
  readonly middle: { readonly x: number; readonly y: number };
  /** CSS pixels of half an edge of the cube. */
  readonly half: number;
}

export function onScreen(
  { across, up }: Pick<Seen, 'across' | 'up'>,
  { middle, half }: SpaceScreen,
) {
  return { x: middle.x + across * half, y: middle.y - up * half };
}

/** The three edges of the cube on which the axes are, with their names and the values at their ends. */
export function drawAxes(
  ink: Ink,
  axes: readonly (Axis & CubeAxis)[],
  turn: Turn,
  { screen, theme }: { readonly screen: SpaceScreen; readonly theme: Theme },
): void {
  const at = (place: CubePlace) => onScreen(seen(place, turn), screen);
  ink.lineWidth = 1;
  for (const [from, to] of cubeEdges) {
    ink.strokeStyle = theme.border;
    line(ink, at(from), at(to));
  }
  ink.font = `${theme.fontSize}px ${theme.fontFamily}`;
  ink.textBaseline = 'middle';
  axes.forEach((axis, dimension) => {
    const edge = edgeOf(dimension, turn);
    ink.strokeStyle = theme.foreground;
    line(ink, at(edge(-1)), at(edge(1)));
    ink.fillStyle = theme.foreground;
    const [low, high] = axis.isInverse ? [1, 0] : [0, 1];
    label(ink, numberText(axis.range[low] as number, 4), at(edge(-0.9, 1.06)), screen);
    label(ink, numberText(axis.range[high] as number, 4), at(edge(0.9, 1.06)), screen);
    label(ink, axisTitle(axis), at(edge(0, 1.14)), screen);
  });
}

/** Points with symbols, those behind first. */
export function drawPoints(
  ink: Ink,
  points: PointSet,
  rows: Uint32Array,
  shown: { readonly depth: Float64Array; readonly mask: Uint8Array | undefined },
): void {
  const { depth, mask } = shown;
  const order = sortedRows(depth, rows);
  const flags = mask === undefined ? [undefined] : [0, 1];
  for (const flag of flags) {
    for (const row of order) {
      if (flag !== undefined && mask?.[row] !== flag) continue;
      const style = points.styles[points.category[row] as number] as PointStyle;
      ink.globalAlpha = style.opacity * (flag === 0 ? backgroundShare : 1);
      ink.fillStyle = colourOf(points, style, row);
      const { symbol, size } = style;
      drawSymbol(ink, symbol, { x: points.x[row] as number, y: points.y[row] as number, size });
    }
  }
  ink.globalAlpha = 1;
}

/** What the styles mean, one under the other. */
export function drawLegend(ink: Ink, points: PointSet, theme: Theme): void {
  const line = theme.fontSize * 1.5;
  ink.font = `${theme.fontSize}px ${theme.fontFamily}`;
  ink.textAlign = 'left';
  ink.textBaseline = 'middle';
  points.legend.forEach(({ name, symbol, colour, size }, place) => {
    const y = 12 + line * place;
    ink.fillStyle = colour;
    drawSymbol(ink, symbol, { x: 14, y, size });
    ink.fillStyle = theme.foreground;
    ink.fillText(shortened(name), 26, y);
  });
  const { scale } = points;
  if (scale === undefined) return;
  const y = 12 + line * points.legend.length;
  drawScale(ink, { x: 10, y });
  ink.fillStyle = theme.foreground;
  const [min, max] = scale.range;
  ink.fillText(
    `${shortened(scale.name)}: ${numberText(min, 4)} to ${numberText(max, 4)}`,
    10,
    y + line,
  );
}

function colourOf({ scale }: PointSet, { isScaled, colour }: PointStyle, row: number): string {
  if (isScaled !== true || scale === undefined) return colour;
  const [min, max] = scale.range;
  const share = ((scale.values[row] as number) - min) / (max - min || 1);
  const step = viridisRamp[Math.round(share * (viridisRamp.length - 1))];
  return step === undefined ? colour : `rgb(${step[0]} ${step[1]} ${step[2]})`;
}

function shortened(name: string): string {
  return name.length > 40 ? `${name.slice(0, 39)}…` : name;
}

function line(
  ink: Ink,
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
): void {
  ink.beginPath();
  ink.moveTo(from.x, from.y);
  ink.lineTo(to.x, to.y);
  ink.stroke();
}

/** Text beside the cube: on the side of its place that is away from the middle. */
function label(
  ink: Ink,
  text: string,
  { x, y }: { readonly x: number; readonly y: number },
  { middle }: SpaceScreen,
): void {
  const isLeft = x < middle.x;
  ink.textAlign = isLeft ? 'right' : 'left';
  ink.fillText(shortened(text), x, y);
}

/** The edge that carries an axis: one at the border of the cube as it is seen, so that its words are beside it. */
function edgeOf(dimension: number, turn: Turn): (at: number, out?: number) => CubePlace {
  const nearest = [-1, 1]
    .flatMap(x => [-1, 1].map(y => [x, y] as const))
    .reduce((a, b) => (seen([...a, 0], turn).depth >= seen([...b, 0], turn).depth ? a : b));
  const [x, y] = nearest;
  if (dimension === 0) return (at, out = 1) => [at, y * out, -out];
  if (dimension === 1) return (at, out = 1) => [x * out, at, -out];
  const isLeft = seen([x, -y, 0], turn).across < seen([-x, y, 0], turn).across;
  return (at, out = 1) => (isLeft ? [x * out, -y * out, at] : [-x * out, y * out, at]);
}

const cubeEdges: readonly (readonly [CubePlace, CubePlace])[] = [-1, 1].flatMap(a =>
  [-1, 1].flatMap((b): (readonly [CubePlace, CubePlace])[] => [
    [
      [-1, a, b],
      [1, a, b],
    ],
    [
      [a, -1, b],
      [a, 1, b],
    ],
    [
      [a, b, -1],
      [a, b, 1],
    ],
  ]),
);
