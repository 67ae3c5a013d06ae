import { countText } from '../../core/countText';
import type { KnownRows, RowKind } from '../model/rowKinds';
import { rowKinds } from '../model/rowKinds';
import type { Theme } from '../page/theme';
import { okabeIto } from '../plots/palette';
import type { ColourScale, PointStyle } from '../plots/pointSet';
import type { PointLooks } from './pareto/paretoPoints';

const symbols: Readonly<Record<RowKind, PointStyle['symbol']>> = {
  feasible: 'circle',
  infeasible: 'cross',
  pruned: 'triangle',
  failed: 'square',
  unfinished: 'diamond',
};

/** The more rows there are, the smaller are their points: CSS pixels of those that count, and of the others. */
const sizes: readonly (readonly [most: number, usual: number, other: number])[] = [
  [400, 5, 7],
  [20_000, 4, 5],
  [Infinity, 2, 3],
];

/** How rows look by what they are: each kind has a shape of its own. */
export function rowLooks(rows: KnownRows, theme: Theme): PointLooks {
  const [most, usual, other] = sizes.find(([most]) => rows.kinds.length <= most) ?? [0, 2, 3];
  const styles = rowKinds.map((kind): PointStyle => {
    const [name, colour] = [kindName(kind, rows), kindColour(kind, theme)];
    const size = kind === 'feasible' ? usual : other;
    return { name, colour, symbol: symbols[kind], size, opacity: most === Infinity ? 0.5 : 0.75 };
  });
  const legend = styles.filter((_, at) => rows.numbers[rowKinds[at] as RowKind] > 0);
  return { category: rows.kinds, styles, legend };
}

/** The same with the colours of a scale over all rows. */
export function scaledLooks(looks: PointLooks, scale: ColourScale, theme: Theme): PointLooks {
  return {
    ...looks,
    styles: looks.styles.map(style => ({
      ...style,
      opacity: Math.max(0.9, style.opacity),
      isScaled: true,
    })),
    legend: looks.legend.map(entry => ({ ...entry, colour: theme.foreground })),
    scale,
  };
}

/** What a kind is called where there may be no constraints, and no states. */
export function kindName(kind: RowKind, { hasEnds, hasConstraints }: KnownRows): string {
  if (kind === 'unfinished') return 'not finished';
  if (kind !== 'feasible' || hasConstraints) return kind;
  return hasEnds ? 'completed' : 'evaluated';
}

/** What a row is, in words. */
export function rowIs(row: number, rows: KnownRows): string {
  return kindName(rowKinds[rows.kinds[row] as number] as RowKind, rows);
}

/** How many rows there are of each kind: `480 feasible, 20 failed`. */
export function kindCounts(rows: KnownRows): string {
  return rowKinds
    .filter(kind => rows.numbers[kind] > 0)
    .map(kind => `${countText(rows.numbers[kind])} ${kindName(kind, rows)}`)
    .join(', ');
}

export function kindColour(kind: RowKind, theme: Theme): string {
  const isDark = theme.kind === 'dark' || theme.kind === 'high-contrast';
  switch (kind) {
    case 'feasible':
      return isDark ? okabeIto[4] : okabeIto[0];
    case 'infeasible':
      return okabeIto[5];
    case 'pruned':
      return okabeIto[1];
    case 'failed':
      return okabeIto[3];
    case 'unfinished':
      return theme.muted;
  }
}
