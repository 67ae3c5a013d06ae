import { codesOf } from '../../../core/analysis/codesOf';
import { extent } from '../../../core/analysis/extent';
import type { Numbers } from '../../../core/analysis/numbers';
import { numbersOf } from '../../../core/analysis/numbersOf';
import type { Column } from '../../../core/column';
import { countText } from '../../../core/countText';
import type { Theme } from '../../page/theme';
import { okabeIto } from '../../plots/palette';
import type { LegendEntry, PointSet, PointStyle } from '../../plots/pointSet';
import { standings } from './paretoRows';
import type { ParetoRows, Standing } from './paretoRows';

type Look = Omit<PointStyle, 'colour'>;

const looks: Readonly<Record<Standing, Look>> = {
  dominated: { name: 'dominated', symbol: 'circle', size: 5, opacity: 0.6 },
  unsought: { name: 'not compared yet', symbol: 'circle', size: 5, opacity: 0.6 },
  incomplete: { name: 'not completed', symbol: 'triangle', size: 6, opacity: 0.6 },
  infeasible: { name: 'infeasible', symbol: 'cross', size: 6, opacity: 0.6 },
  front: { name: 'Pareto front', symbol: 'diamond', size: 9, opacity: 1 },
};

/** What a raster shows of many points. */
const smallLooks: Readonly<Record<Standing, Partial<Look>>> = {
  dominated: { size: 2, opacity: 0.45 },
  unsought: { size: 2, opacity: 0.45 },
  incomplete: { size: 3, opacity: 0.45 },
  infeasible: { size: 3, opacity: 0.45 },
  front: { size: 7, opacity: 1 },
};

const manyPoints = 20_000;

/** Everything about the points but where they are. */
export type PointLooks = Omit<PointSet, 'x' | 'y'>;

/** How rows look by what they are and, when a column is given, by its values. */
export function paretoLooks(
  rows: ParetoRows,
  colour: Column | undefined,
  theme: Theme,
): PointLooks {
  const isMany = rows.standing.length > manyPoints;
  const lookOf = (standing: Standing): Look => ({
    ...looks[standing],
    ...(isMany && smallLooks[standing]),
  });
  const codes = colour && codesOf(colour);
  if (codes !== undefined) return byCategory(rows, codes, { lookOf, theme });
  const values = colour && numbersOf(colour);
  const plain = standings.map(standing => ({
    ...lookOf(standing),
    colour: standingColour(standing, theme),
  }));
  const legend = plain.filter((_, index) => rows.counts[standings[index] as Standing] > 0);
  if (values === undefined) return { category: rows.standing, styles: plain, legend };
  return byNumber(rows, values, { plain, legend, name: colour?.variable.name ?? '', theme });
}

function byNumber(
  rows: ParetoRows,
  values: Numbers,
  shown: {
    readonly plain: readonly PointStyle[];
    readonly legend: readonly LegendEntry[];
    readonly name: string;
    readonly theme: Theme;
  },
): PointLooks {
  const { plain, name, theme } = shown;
  const range = extent(values) ?? [0, 0];
  const kinds = plain.length;
  let hasNone = false;
  const category = rows.standing.map((standing, row) => {
    if (Number.isFinite(values[row])) return standing + kinds;
    hasNone = true;
    return standing;
  });
  const grey = (style: PointStyle): PointStyle => ({ ...style, colour: theme.muted });
  return {
    category,
    styles: [
      ...plain.map(grey),
      ...plain.map(style => ({ ...style, opacity: Math.max(0.8, style.opacity), isScaled: true })),
    ],
    scale: { name, values, range },
    legend: [
      ...shown.legend.map(entry => ({ ...entry, colour: theme.foreground })),
      ...(hasNone
        ? [{ name: `no value in ${name}`, colour: theme.muted, symbol: 'circle' as const, size: 5 }]
        : []),
    ],
  };
}

/** The commonest categories get a colour of their own; the others and rows without a value are grey. */
function byCategory(
  rows: ParetoRows,
  { codes, labels }: { readonly codes: Numbers; readonly labels: readonly string[] },
  { lookOf, theme }: { readonly lookOf: (standing: Standing) => Look; readonly theme: Theme },
): PointLooks {
  const counts = new Uint32Array(labels.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number;
    if (!Number.isNaN(code)) counts[code] = (counts[code] as number) + 1;
  }
  const common = [...labels.keys()]
    .sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b)
    .slice(0, okabeIto.length);
  const places = new Map(common.map((code, place) => [code, place]));
  const colours = [...common.map((_, place) => okabeIto[place] as string), theme.muted];
  const category = rows.standing.map(
    (standing, row) =>
      (places.get(codes[row] as number) ?? common.length) * standings.length + standing,
  );
  const others = labels.length - common.length;
  return {
    category,
    styles: colours.flatMap(colour => standings.map(standing => ({ ...lookOf(standing), colour }))),
    legend: [
      ...common.map((code, place) => dot(labels[code] as string, colours[place] as string)),
      ...(others > 0 ? [dot(`${countText(others)} more`, theme.muted)] : []),
      ...standings
        .filter(standing => rows.counts[standing] > 0)
        .map(standing => ({ ...lookOf(standing), colour: theme.foreground })),
    ],
  };
}

function dot(name: string, colour: string): LegendEntry {
  return { name, colour, symbol: 'square', size: 8 };
}

function standingColour(standing: Standing, theme: Theme): string {
  const isDark = theme.kind === 'dark' || theme.kind === 'high-contrast';
  switch (standing) {
    case 'front':
      return isDark ? okabeIto[4] : okabeIto[0];
    case 'infeasible':
      return okabeIto[5];
    default:
      return theme.muted;
  }
}
