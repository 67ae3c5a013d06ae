import { numberText } from '../../page/numberText';
import type { Theme } from '../../page/theme';
import { drawScale } from '../../plots/drawScale';
import type { Ink } from '../../plots/ink';
import type { Axis } from './axis';
import type { Layout } from './parallelCanvas';

/** CSS pixels above the axes for their names, which are buttons in the page. */
const headHeight = 24;

/** CSS pixels below for what the colours mean. */
const scaleHeight = 24;

/** The layout of a picture of the plot: with room for all that the page says around it. */
export function pictureLayout(layout: Layout, isColoured: boolean): Layout {
  const { height, top, bottom, lane } = layout;
  return {
    ...layout,
    height: height + headHeight + (isColoured ? scaleHeight : 0),
    top: top + headHeight,
    bottom: bottom + headHeight,
    lane: lane + headHeight,
  };
}

/** Writes the names of the axes above them, as long as there is room to the next one. */
export function drawHeads(
  ink: Ink,
  { x }: Layout,
  axes: readonly Axis[],
  { foreground, fontFamily, fontSize }: Theme,
): void {
  ink.font = `${fontSize}px ${fontFamily}`;
  ink.textBaseline = 'middle';
  ink.textAlign = 'center';
  ink.fillStyle = foreground;
  const room = Math.min(110, (x[1] ?? Infinity) - (x[0] ?? 0));
  const most = Math.max(3, Math.floor(room / (fontSize * 0.55)));
  axes.forEach(({ title }, index) => {
    const text = title.length > most ? `${title.slice(0, most - 1)}…` : title;
    ink.fillText(text, x[index] as number, headHeight / 2);
  });
}

/** Says below the axes what the colours mean. @param range of the column. */
export function drawColours(
  ink: Ink,
  { height }: Layout,
  { title, range }: { readonly title: string; readonly range: readonly [number, number] },
  theme: Theme,
): void {
  const middle = height - scaleHeight / 2;
  drawScale(ink, { x: 12, y: middle });
  ink.font = `${theme.fontSize}px ${theme.fontFamily}`;
  ink.textBaseline = 'middle';
  ink.textAlign = 'left';
  ink.fillStyle = theme.foreground;
  ink.fillText(`${title}: ${numberText(range[0], 4)} to ${numberText(range[1], 4)}`, 150, middle);
}
