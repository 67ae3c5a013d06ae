import type { KnownRows } from '../../model/rowKinds';
import type { ShownSet } from '../../model/setsModel';
import type { Theme } from '../../page/theme';
import type { PointLooks } from '../pareto/paretoPoints';
import { withSets } from '../pareto/withSets';
import { rowLooks } from '../rowLooks';

/** How much larger the points of rows in sets are than the usual ones: CSS pixels. */
const largerInSets = 2;

/** How rows look in small cells: as everywhere, but for those in sets, which have less room. */
export function matrixLooks(rows: KnownRows, shown: readonly ShownSet[], theme: Theme): PointLooks {
  const plain = rowLooks(rows, theme);
  const size = (plain.styles[0]?.size ?? 0) + largerInSets;
  const looks = withSets(plain, shown);
  const sets = looks.styles.slice(plain.styles.length);
  return { ...looks, styles: [...plain.styles, ...sets.map(style => ({ ...style, size }))] };
}
