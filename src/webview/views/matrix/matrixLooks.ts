import type { ShownSet } from '../../model/setsModel';
import type { Theme } from '../../page/theme';
import { okabeIto } from '../../plots/palette';
import type { PointLooks } from '../pareto/paretoPoints';
import { withSets } from '../pareto/withSets';

/** The more rows there are, the smaller are their points: CSS pixels, and of those in sets. */
const sizes: readonly (readonly [most: number, size: number, inSets: number])[] = [
  [500, 5, 7],
  [20_000, 3, 5],
  [Infinity, 2, 4],
];

/** How rows look: all alike, but for those in the sets that are shown. @param larger by so many CSS pixels. */
export function matrixLooks(
  rowCount: number,
  shown: readonly ShownSet[],
  theme: Theme,
  larger = 0,
): PointLooks {
  const [, size, inSets] = sizes.find(([most]) => rowCount <= most) ?? [0, 2, 4];
  const all = {
    name: 'rows',
    colour: rowColour(theme),
    symbol: 'circle',
    size: size + larger,
    opacity: 0.7,
  } as const;
  const looks = withSets({ category: new Uint8Array(rowCount), styles: [all], legend: [] }, shown);
  const [first = all, ...sets] = looks.styles;
  return { ...looks, styles: [first, ...sets.map(style => ({ ...style, size: inSets + larger }))] };
}

export function rowColour({ kind }: Pick<Theme, 'kind'>): string {
  return kind === 'dark' || kind === 'high-contrast' ? okabeIto[4] : okabeIto[0];
}
