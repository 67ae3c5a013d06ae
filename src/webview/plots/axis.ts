import { extent } from '../../core/analysis/extent';
import type { Extent } from '../../core/analysis/extent';
import type { Numbers } from '../../core/analysis/numbers';
import { withDigitsFor } from './withDigitsFor';

/** One axis of a plot. */
export interface Axis {
  readonly name: string;
  readonly unit?: string;
  readonly log?: boolean;
  /** Whether larger values are further left, or further down. */
  readonly inverse?: boolean;
  /** Names of the values 0, 1, …, where these are no quantities. */
  readonly labels?: readonly string[];
  /** At which end rows without a value lie; absent when they have no place. */
  readonly missingAt?: 'low' | 'high';
}

/** How far from the end, as a share of the axis: within the room beside the values. */
const edgeShare = 0.02;

/** The room for them, as a share of the axis. */
const edgeRoom = 0.05;

/** What is written beside the axis. */
export function axisTitle({ name, unit }: Axis): string {
  return unit === undefined ? name : `${name} [${unit}]`;
}

/** Whether a value has a place on the axis. */
export function isOnAxis(
  value: number,
  { log, missingAt }: Pick<Axis, 'log' | 'missingAt'>,
): boolean {
  if (Number.isNaN(value)) return missingAt !== undefined;
  return Number.isFinite(value) && (log !== true || value > 0);
}

/** Where on the axis rows without a value are; NaN where they have no place. */
export function edgeValue(
  [min, max]: Extent,
  { log, missingAt }: Pick<Axis, 'log' | 'missingAt'>,
): number {
  if (missingAt === undefined) return NaN;
  const share = missingAt === 'low' ? edgeShare : 1 - edgeShare;
  return log === true ? min * (max / min) ** share : min + (max - min) * share;
}

/** From values to pixels along an axis and back. */
export class AxisScale {
  private readonly from: number;
  private readonly span: number;
  private readonly isLog: boolean;
  private readonly edge: number;

  /** @param pixels of the ends of the range, whichever is larger. */
  constructor(
    readonly range: Extent,
    private readonly pixels: readonly [start: number, end: number],
    axis: Pick<Axis, 'log' | 'missingAt'> = {},
  ) {
    this.isLog = axis.log === true;
    this.from = this.place(range[0]);
    this.span = this.place(range[1]) - this.from;
    this.edge = this.pixelIn(edgeValue(range, axis));
  }

  /** Of NaN: where rows without a value are, if they have a place. */
  pixelOf(value: number): number {
    return Number.isNaN(value) ? this.edge : this.pixelIn(value);
  }

  private pixelIn(value: number): number {
    const [start, end] = this.pixels;
    return start + ((this.place(value) - this.from) / this.span) * (end - start);
  }

  valueAt(pixel: number): number {
    const [start, end] = this.pixels;
    const place = this.from + ((pixel - start) / (end - start)) * this.span;
    return this.isLog ? 10 ** place : place;
  }

  /**
   * The value at a pixel with no more digits than the pixel can tell apart, so that it can be said in words and mean exactly
   * what was drawn.
   */
  roundAt(pixel: number): number {
    const value = this.valueAt(pixel);
    return withDigitsFor(value, Math.abs(this.valueAt(pixel + 1) - value));
  }

  private place(value: number): number {
    return this.isLog ? Math.log10(value) : value;
  }
}

/** The range of an axis on which all values have their place, with some room beside them; 0 to 1 (or 1 to 10) without values. */
export function fullRange(
  values: Numbers,
  axis: Pick<Axis, 'log' | 'labels' | 'missingAt'>,
  rows?: Uint32Array,
): Extent {
  if (axis.labels !== undefined) return [-0.5, Math.max(1, axis.labels.length) - 0.5];
  const found = axis.log === true ? positiveExtent(values, rows) : extent(values, rows);
  const range = found === undefined ? emptyRange(axis) : rangeAround(found, axis);
  return axis.missingAt !== undefined && hasMissing(values, rows) ? withEdge(range, axis) : range;
}

function emptyRange({ log }: Pick<Axis, 'log'>): Extent {
  return log === true ? [1, 10] : [0, 1];
}

function rangeAround(found: Extent, { log }: Pick<Axis, 'log'>): Extent {
  return log === true ? logRange(found) : linearRange(found);
}

function hasMissing(values: Numbers, rows?: Uint32Array): boolean {
  const count = rows?.length ?? values.length;
  for (let at = 0; at < count; at++) {
    if (Number.isNaN(values[rows === undefined ? at : (rows[at] as number)])) return true;
  }
  return false;
}

/** More room at the end at which rows without a value lie. */
function withEdge([min, max]: Extent, { log, missingAt }: Pick<Axis, 'log' | 'missingAt'>): Extent {
  if (log === true) {
    const factor = (max / min) ** edgeRoom;
    return missingAt === 'low' ? [min / factor, max] : [min, max * factor];
  }
  const room = (max - min) * edgeRoom;
  return missingAt === 'low' ? [min - room, max] : [min, max + room];
}

/** A range with its ends moved so that the value at `at` (0 to 1) stays, and `factor` of it is in sight. */
export function zoomed(
  [min, max]: Extent,
  { log }: Pick<Axis, 'log'>,
  { at, factor }: { readonly at: number; readonly factor: number },
): Extent {
  const [from, to] = log === true ? [Math.log10(min), Math.log10(max)] : [min, max];
  const span = (to - from) * factor;
  const start = from + (to - from) * at - span * at;
  const ends: Extent = log === true ? [10 ** start, 10 ** (start + span)] : [start, start + span];
  // Closer, numbers would lie between which there is no other.
  const isTooClose = !(ends[1] - ends[0] > 1e-12 * Math.max(Math.abs(ends[0]), Math.abs(ends[1])));
  return isTooClose || !ends.every(Number.isFinite) ? [min, max] : ends;
}

/** A range moved by a share of it. */
export function moved([min, max]: Extent, { log }: Pick<Axis, 'log'>, share: number): Extent {
  if (log !== true) return [min + (max - min) * share, max + (max - min) * share];
  const factor = (max / min) ** share;
  return [min * factor, max * factor];
}

function positiveExtent(values: Numbers, rows?: Uint32Array): Extent | undefined {
  let [min, max] = [Infinity, -Infinity];
  const count = rows?.length ?? values.length;
  for (let at = 0; at < count; at++) {
    const value = values[rows === undefined ? at : (rows[at] as number)] as number;
    if (!(value > 0) || value === Infinity) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? [min, max] : undefined;
}

function linearRange([min, max]: Extent): Extent {
  if (min === max) {
    const margin = Math.abs(min) * 0.1 || 1;
    return [min - margin, max + margin];
  }
  const margin = (max / 2 - min / 2) * 0.06;
  // The extent of numbers of opposite signs may be beyond all numbers: nothing can be drawn then but what is near 0.
  const limit = Number.MAX_VALUE / 4;
  return [Math.max(-limit, min - margin), Math.min(limit, max + margin)];
}

function logRange([min, max]: Extent): Extent {
  const margin = Math.max(0.05, (Math.log10(max) - Math.log10(min)) * 0.03);
  return [10 ** (Math.log10(min) - margin), 10 ** (Math.log10(max) + margin)];
}
