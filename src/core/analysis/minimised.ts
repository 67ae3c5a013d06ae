import type { Direction } from '../variables';
import type { Numbers } from './numbers';

/**
 * An objective in minimisation form: smaller is better. The values themselves when they are minimised, otherwise a copy
 * with the sign turned. O(n).
 */
export function minimised(values: Numbers, direction: Direction = 'minimize'): Numbers {
  if (direction === 'minimize') return values;
  const turned = new Float64Array(values.length);
  // Subtracted from 0, as negating 0 would make -0.
  for (let row = 0; row < turned.length; row++) turned[row] = 0 - (values[row] as number);
  return turned;
}
