import type { Theme } from '../../page/theme';
import { rowsText } from '../../plots/placement';
import type { Rgb } from '../../plots/pointRaster';
import { rgbOf } from '../../plots/rgbOf';
import type { Box } from '../../plots/scatterStage';
import { shortCorrelationText } from './correlation';
import type { Correlation } from './correlation';
import { correlationTint } from './correlationTint';
import { endText } from './endText';
import { fittingText } from './fittingText';
import type { MatrixColumn } from './matrixColumn';
import { boxOf, kindOf, margin, xOf } from './matrixLayout';
import type { Cell, MatrixLayout } from './matrixLayout';

/** The part of a canvas that the matrix draws with. */
export type MatrixInk = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'fillRect'
  | 'strokeRect'
  | 'fillText'
  | 'strokeText'
>;

/** What is drawn around the points. */
export interface MatrixPicture {
  readonly layout: MatrixLayout;
  readonly columns: readonly MatrixColumn[];
  correlationAt(cell: Cell): Correlation;
  /** Selected rows in the bins of each column; `undefined` when none is. */
  readonly chosen: readonly Uint32Array[] | undefined;
  /** Of histograms. */
  readonly colour: string;
}

/** What is left of the histogram of all rows while some are selected. */
const dimmed = 0.35;

/** Draws frames, histograms, correlations and the ends of the axes: all but the points. */
export function drawMatrix(ink: MatrixInk, picture: MatrixPicture, theme: Theme): void {
  const { layout } = picture;
  ink.textBaseline = 'middle';
  ink.lineWidth = 1;
  for (let down = 0; down < layout.count; down++) {
    for (let across = 0; across < layout.count; across++) {
      const cell = { across, down };
      const box = boxOf(layout, cell);
      const kind = kindOf(cell);
      if (kind === 'distribution') drawDistribution(ink, picture, { at: down, box, theme });
      if (kind === 'correlation') drawCorrelation(ink, picture.correlationAt(cell), box, theme);
      ink.strokeStyle = theme.border;
      ink.strokeRect(box.left + 0.5, box.top + 0.5, box.width - 1, box.height - 1);
    }
    drawEnds(ink, picture, down, theme);
  }
}

function drawDistribution(
  ink: MatrixInk,
  { columns, chosen, colour }: MatrixPicture,
  { at, box, theme }: { readonly at: number; readonly box: Box; readonly theme: Theme },
): void {
  const column = columns[at] as MatrixColumn;
  const { counts } = column.distribution;
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  const room = box.height - nameHeight(theme) - 6;
  const bars = (numbers: Uint32Array, alpha: number): void => {
    ink.globalAlpha = alpha;
    ink.fillStyle = colour;
    numbers.forEach((count, bin) => {
      if (count === 0) return;
      const [from, to] = [bin, bin + 1].map(edge => xOf(box, column.startOf(edge))) as [
        number,
        number,
      ];
      const height = Math.max(1, (count / most) * room);
      ink.fillRect(from, box.top + box.height - 2 - height, Math.max(1, to - from - 1), height);
    });
    ink.globalAlpha = 1;
  };
  bars(counts, chosen === undefined ? 0.8 : dimmed);
  const selected = chosen?.[at];
  if (selected !== undefined) bars(selected, 1);
  drawName(ink, column, box, theme);
}

function nameHeight({ fontSize }: Theme): number {
  return fontSize + 4;
}

function drawName(ink: MatrixInk, column: MatrixColumn, box: Box, theme: Theme): void {
  const { fontSize, fontFamily, foreground, background } = theme;
  ink.font = `${fontSize}px ${fontFamily}`;
  ink.textAlign = 'left';
  ink.fillStyle = foreground;
  ink.strokeStyle = background;
  ink.lineWidth = 3;
  const write = (text: string, y: number): void => {
    const fitting = fittingText(text, box.width - 10, ink.font);
    ink.strokeText(fitting, box.left + 5, y);
    ink.fillText(fitting, box.left + 5, y);
  };
  write(column.axis.title, box.top + 4 + fontSize / 2);
  if (column.range === undefined) write('no values', box.top + 4 + fontSize * 1.8);
  else if (column.isConstant) write('one value', box.top + 4 + fontSize * 1.8);
  ink.lineWidth = 1;
}

function drawCorrelation(ink: MatrixInk, correlation: Correlation, box: Box, theme: Theme): void {
  const { fontSize, fontFamily, foreground, background, muted } = theme;
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  ink.textAlign = 'center';
  if ('why' in correlation) {
    ink.font = `${fontSize - 1}px ${fontFamily}`;
    ink.fillStyle = muted;
    ink.fillText(fittingText(correlation.why, box.width - 8, ink.font), x, y);
    return;
  }
  const colours = { background: rgbOf(background), foreground: rgbOf(foreground) };
  const { fill, text } = correlationTint(correlation.value, colours);
  ink.fillStyle = cssOf(fill);
  ink.fillRect(box.left, box.top, box.width, box.height);
  ink.fillStyle = cssOf(text);
  ink.font = `${fontSize + 3}px ${fontFamily}`;
  ink.fillText(shortCorrelationText(correlation.value), x, y - fontSize * 0.55);
  ink.font = `${fontSize - 2}px ${fontFamily}`;
  ink.fillText(rowsText(correlation.rows), x, y + fontSize * 0.8);
}

function cssOf([red, green, blue]: Rgb): string {
  return `rgb(${red}, ${green}, ${blue})`;
}

/** The smallest and the largest value of a column: below it, and, where there are points, beside its row. */
function drawEnds(
  ink: MatrixInk,
  { layout, columns }: MatrixPicture,
  at: number,
  { fontSize, fontFamily, muted }: Theme,
): void {
  const column = columns[at] as MatrixColumn;
  if (column.range === undefined) return;
  const texts = endTexts(column, column.range);
  ink.font = `${fontSize - 2}px ${fontFamily}`;
  ink.fillStyle = muted;
  const below = boxOf(layout, { across: at, down: layout.count - 1 });
  const half = below.width / 2 - 4;
  const line = below.top + below.height + 10;
  texts.forEach((text, end) => {
    ink.textAlign = end === 0 ? 'left' : 'right';
    const x = end === 0 ? below.left : below.left + below.width;
    ink.fillText(fittingText(text, half, ink.font), x, line);
  });
  if (at === 0) return;
  const beside = boxOf(layout, { across: 0, down: at });
  ink.textAlign = 'right';
  texts.forEach((text, end) => {
    const y = end === 0 ? beside.top + beside.height - fontSize / 2 : beside.top + fontSize / 2;
    ink.fillText(fittingText(text, margin.left - 8, ink.font), margin.left - 4, y);
  });
}

function endTexts(
  { axis, isConstant }: MatrixColumn,
  range: readonly [number, number],
): readonly string[] {
  const { labels } = axis;
  const ends = isConstant ? [range[0]] : range;
  // All categories have their place, also those without a row.
  if (labels !== undefined)
    return [labels[0] ?? '', ...(labels.length > 1 ? [labels.at(-1) ?? ''] : [])];
  return ends.map(endText);
}
