import type { Direction, VariableMetadata } from '../../core/variables';
import { bounds } from '../configSpace/spaceJson';

/** `metric:accuracy [0.0; 1.0] (maximize)`; AMLTK parts the bounds by a comma and leaves out those it does not know. */
const pattern =
  /^metric:(.+?)\s*(?:\[\s*([^\s;,\]]+)\s*[;,]\s*([^\s;,\]]+)\s*\])?\s*\((minimi[sz]e|maximi[sz]e)\)\s*$/;

/** Longer ones are no names, and would take the pattern long. */
const longest = 500;

/** What the name of a column says of a metric: its own name, bounds and direction; `undefined` when it is none. */
export function metricOf(
  column: string,
):
  | (Pick<VariableMetadata, 'name' | 'lower' | 'upper'> & { readonly direction: Direction })
  | undefined {
  const [, name, lower, upper, direction] =
    (column.length <= longest && pattern.exec(column)) || [];
  if (name === undefined || direction === undefined) return undefined;
  return {
    name,
    direction: direction.startsWith('max') ? 'maximize' : 'minimize',
    ...bounds({ lower: Number(lower ?? NaN), upper: Number(upper ?? NaN), log: false }),
  };
}
