import type { Column } from '../../core/column';
import type { Direction, VariableMetadata } from '../../core/variables';
import { bounds } from '../configSpace/spaceJson';

/** `metric:accuracy [0.0; 1.0] (maximize)`; AMLTK parts the bounds by a comma and leaves out those it does not know. */
const metric = /^metric:(.+)\((minimi[sz]e|maximi[sz]e)\)\s*$/;
const bracket = /\[\s*([^\s;,[\]]+)\s*[;,]\s*([^\s;,[\]]+)\s*\]\s*$/;

/** What the name of a column says of a metric: its own name, bounds and direction; `undefined` when it is none. */
export function metricOf(
  column: string,
):
  | (Pick<VariableMetadata, 'name' | 'lower' | 'upper'> & { readonly direction: Direction })
  | undefined {
  const [, text, direction] = metric.exec(column) ?? [];
  if (text === undefined || direction === undefined) return undefined;
  const found = bracket.exec(text);
  const [, lower, upper] = found ?? [];
  const name = text.slice(0, found?.index).trimEnd();
  if (name === '') return undefined;
  return {
    name,
    direction: direction.startsWith('max') ? 'maximize' : 'minimize',
    ...bounds({ lower: Number(lower ?? NaN), upper: Number(upper ?? NaN), log: false }),
  };
}

/**
 * A column of numbers that is a metric as the objective that its name says, under the metric's own name unless one of
 * `names` is that; `undefined` for others.
 */
export function metricColumn(column: Column, names: readonly string[]): Column | undefined {
  const { name } = column.variable;
  const metric = metricOf(name);
  if (metric === undefined || (column.type !== 'float64' && column.type !== 'int64')) {
    return undefined;
  }
  const own = names.includes(metric.name) ? name : metric.name;
  return { ...column, variable: { ...metric, name: own, role: 'objective' } };
}
