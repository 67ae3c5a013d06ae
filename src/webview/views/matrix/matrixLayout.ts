import type { Place } from '../../plots/brushShape';
import type { Box } from '../../plots/scatterStage';

/** A cell by its column and its row in the matrix, both from 0. */
export interface Cell {
  readonly across: number;
  readonly down: number;
}

/** Where things lie in the picture, in CSS pixels. */
export interface MatrixLayout {
  readonly width: number;
  readonly height: number;
  /** Columns, and rows. */
  readonly count: number;
  /** Of a cell and the gap beside it. */
  readonly step: { readonly across: number; readonly down: number };
}

/** Room for the ends of the axes. */
export const margin = { left: 64, right: 8, top: 6, bottom: 22 } as const;
const gap = 4;
/** Between the edge of a cell and the outermost point. */
const padding = 5;
const leastStep = { across: 84, down: 52 } as const;

/** The matrix within this room; larger where its cells would be too small. */
export function layoutOf(width: number, height: number, count: number): MatrixLayout {
  const share = (room: number, least: number): number =>
    Math.max(least, Math.floor(room / Math.max(1, count)));
  const step = {
    across: share(width - margin.left - margin.right, leastStep.across),
    down: share(height - margin.top - margin.bottom, leastStep.down),
  };
  return {
    width: Math.max(width, margin.left + margin.right + step.across * count),
    height: Math.max(height, margin.top + margin.bottom + step.down * count),
    count,
    step,
  };
}

export function boxOf({ step }: MatrixLayout, { across, down }: Cell): Box {
  return {
    left: margin.left + across * step.across,
    top: margin.top + down * step.down,
    width: step.across - gap,
    height: step.down - gap,
  };
}

/** The cell at a place of the picture. */
export function cellAt({ step, count }: MatrixLayout, { x, y }: Place): Cell | undefined {
  const across = Math.floor((x - margin.left) / step.across);
  const down = Math.floor((y - margin.top) / step.down);
  const isInside = across >= 0 && across < count && down >= 0 && down < count;
  return isInside ? { across, down } : undefined;
}

/** What a cell shows: `points` are below the diagonal. */
export function kindOf({ across, down }: Cell): 'points' | 'distribution' | 'correlation' {
  if (across === down) return 'distribution';
  return across < down ? 'points' : 'correlation';
}

/** From positions on an axis (0 to 1) to pixels of a box, and back. */
export function xOf({ left, width }: Box, position: number): number {
  return left + padding + position * (width - 2 * padding);
}

export function yOf({ top, height }: Box, position: number): number {
  return top + height - padding - position * (height - 2 * padding);
}

export function positionAtX({ left, width }: Box, x: number): number {
  return (x - left - padding) / (width - 2 * padding);
}

export function positionAtY({ top, height }: Box, y: number): number {
  return (top + height - padding - y) / (height - 2 * padding);
}

/** The nearest place within a box. */
export function within({ left, top, width, height }: Box, { x, y }: Place): Place {
  return {
    x: Math.min(left + width, Math.max(left, x)),
    y: Math.min(top + height, Math.max(top, y)),
  };
}
