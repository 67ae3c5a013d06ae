import type { FrontFacts } from '../../analysis/frontFacts';
import type { Mark } from '../../plots/pointSet';
import type { Goal } from './paretoAnswer';

/** Knee, ideal, nadir and reference point in the plane of two goals; none when an axis is no goal. */
export function paretoMarks(
  goals: readonly Goal[],
  { knee, corners, reference }: FrontFacts,
  axes: { readonly x: string; readonly y: string },
): readonly Mark[] {
  const [across, up] = [axes.x, axes.y].map(name => goals.findIndex(goal => goal.name === name));
  if (across === undefined || up === undefined || across < 0 || up < 0) return [];
  const places: readonly (Omit<Mark, 'x' | 'y'> & {
    readonly point: readonly number[] | undefined;
  })[] = [
    { name: 'ideal', symbol: 'triangle', side: 'right', point: corners?.ideal },
    { name: 'nadir', symbol: 'square', side: 'top', point: corners?.nadir },
    { name: 'reference', symbol: 'cross', side: 'left', point: reference },
    {
      name: 'knee',
      symbol: 'circle',
      side: 'left',
      point: knee === undefined ? undefined : goals.map(({ values }) => values[knee] as number),
    },
  ];
  return places.flatMap(({ point, ...mark }) =>
    point === undefined ? [] : [{ ...mark, x: point[across] as number, y: point[up] as number }],
  );
}
