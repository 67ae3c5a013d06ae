import type { ShownSet } from '../../model/setsModel';
import type { PointStyle } from '../../plots/pointSet';
import type { PointLooks } from './paretoPoints';

const size = 8;

/** Rows in the result sets that are shown get the colour and the shape of the first of them, whatever else they are. */
export function withSets(looks: PointLooks, shown: readonly ShownSet[]): PointLooks {
  if (shown.length === 0) return looks;
  const first = looks.styles.length;
  const styles = shown.map(({ set, colour, symbol }): PointStyle => ({
    name: set.name,
    colour,
    symbol,
    size,
    opacity: 1,
  }));
  const category = looks.category.map((kind, row) => {
    const place = shown.findIndex(({ mask }) => mask[row] === 1);
    return place < 0 ? kind : first + place;
  });
  return {
    ...looks,
    category,
    styles: [...looks.styles, ...styles],
    legend: [...looks.legend, ...styles.map(style => ({ ...style, name: `set ${style.name}` }))],
  };
}
