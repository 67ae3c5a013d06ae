import type { Extent } from '../../core/analysis/extent';
import { isOnAxis } from './axis';
import type { Axes } from './placement';
import type { StepLine } from './pointSet';

/** Steps that a screen can tell apart: more than it has pixels across. */
const mostSteps = 4_000;

interface Sight {
  readonly axes: Axes;
  /** The values in sight. */
  readonly ranges: { readonly x: Extent; readonly y: Extent };
}

type Step = readonly [x: number, y: number];

/** A line as ECharts draws it. @param id by which the legend calls it. */
export function lineSeries(line: StepLine, id: string, sight: Sight) {
  return {
    type: 'line',
    name: id,
    step: 'end',
    symbol: 'none',
    lineStyle: { color: line.colour, width: 1.5 },
    itemStyle: { color: line.colour },
    silent: true,
    clip: true,
    z: 3,
    data: withFeet(stepsInSight(line, sight), sight.ranges.x),
  };
}

/**
 * The same line with one more point a little behind each step. ECharts leaves out corners within 2 pixels of the one before,
 * and would draw all of the long way behind a low step aslant.
 */
export function withFeet(steps: readonly Step[], [from, to]: Extent): readonly Step[] {
  const foot = (to - from) / 150;
  return steps.flatMap(([x, y], at): readonly Step[] => {
    const next = steps[at + 1]?.[0] ?? x;
    return next - x > foot
      ? [
          [x, y],
          [x + foot, y],
        ]
      : [[x, y]];
  });
}

/**
 * The steps between the ends of the x axis, with the one before and the one after. Where there are more than a screen can
 * show, first and last of each of many equal parts of the range. A value without a place on the y axis is NaN: the line has
 * a gap there. O(steps).
 */
export function stepsInSight(
  { x, y }: Pick<StepLine, 'x' | 'y'>,
  { axes, ranges }: Sight,
): readonly Step[] {
  const onX = (at: number): boolean => isOnAxis(x[at] as number, axes.x);
  const [from, to] = ranges.x;
  let first = 0;
  while (first + 1 < x.length && ((x[first + 1] as number) < from || !onX(first))) first++;
  let end = first;
  while (end < x.length && (x[end] as number) <= to) end++;
  end = Math.min(x.length, end + 1);
  const partOf = (at: number): number =>
    Math.floor((((x[at] as number) - from) / (to - from)) * (mostSteps / 2));
  const steps: Step[] = [];
  const isMany = end - first > mostSteps;
  for (let at = first; at < end; at++) {
    const part = partOf(at);
    if (isMany && part === partOf(at - 1) && part === partOf(at + 1)) continue;
    const value = y[at] as number;
    steps.push([x[at] as number, isOnAxis(value, axes.y) ? value : NaN]);
  }
  return steps;
}
