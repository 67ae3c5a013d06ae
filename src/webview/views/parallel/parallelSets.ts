import type { ShownSet } from '../../model/setsModel';
import { drawSymbol } from '../../plots/drawSymbol';
import type { Ink } from '../../plots/ink';
import type { Axis } from './axis';
import { drawLines, heightOf } from './parallelCanvas';
import type { Layout } from './parallelCanvas';

/** Of a set with more lines its symbols would cover everything. */
const mostWithSymbols = 200;
/** CSS pixels. */
const symbolSize = 7;

/** Draws the lines of result sets in their colours. */
export function drawSetLines(
  ink: Ink,
  layout: Layout,
  axes: readonly Axis[],
  sets: readonly ShownSet[],
): void {
  for (const { set, mask, colour } of sets) {
    drawLines(ink, layout, axes, { mask, count: set.rows.length, colour, strength: 1 });
  }
}

/** Draws the symbol of each set where its lines meet an axis. */
export function drawSetSymbols(
  ink: Ink,
  layout: Layout,
  axes: readonly Axis[],
  sets: readonly ShownSet[],
): void {
  for (const { set, colour, symbol } of sets) {
    if (set.rows.length > mostWithSymbols) continue;
    ink.fillStyle = colour;
    for (const row of set.rows) {
      axes.forEach(({ positions }, index) => {
        const y = heightOf(layout, positions[row] as number);
        drawSymbol(ink, symbol, { x: layout.x[index] as number, y, size: symbolSize });
      });
    }
  }
}
