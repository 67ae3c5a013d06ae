import type { VariableMetadata } from '../../core/variables';
import { fieldOf, itemsOf, numberOf, textOf } from '../jsonFields';
import { isArray } from '../pythonJson';
import type { PythonJson } from '../pythonJson';

/** What a space says of one of its dimensions. */
export type Dimension = Partial<
  Pick<VariableMetadata, 'name' | 'lower' | 'upper' | 'log' | 'choices'>
>;

const dimensionText = /\b(Real|Integer|Categorical)\(([^()]*(?:\([^()]*\)[^()]*)?)\)/g;

/**
 * The dimensions of a space, however it was brought into JSON: as pairs of bounds, as objects with `low` and `high` or
 * `categories`, or as the text that Python prints. `undefined` when it cannot be read, or has not `length` of them.
 */
export function readSpace(
  space: PythonJson | undefined,
  length: number,
): readonly Dimension[] | undefined {
  const listed = itemsOf(space).length > 0 ? itemsOf(space) : itemsOf(space, 'dimensions');
  const dimensions =
    typeof space === 'string' ? dimensionsOfText(space) : listed.map(item => dimensionOf(item));
  const known = dimensions.filter(dimension => dimension !== undefined);
  const isWhole = known.length === dimensions.length && known.length === length;
  return isWhole && length > 0 ? withNames(known) : undefined;
}

/** Names count only when all differ. */
function withNames(dimensions: readonly Dimension[]): readonly Dimension[] {
  const names = new Set(dimensions.map(({ name }) => name));
  if (names.size === dimensions.length && !names.has(undefined)) return dimensions;
  return dimensions.map(({ name, ...dimension }) => dimension);
}

function dimensionOf(item: PythonJson): Dimension | undefined {
  if (typeof item === 'string') return dimensionsOfText(item)[0];
  if (isArray(item)) {
    const [low, high, ...others] = item;
    const isRange = typeof low === 'number' && typeof high === 'number' && others.length <= 1;
    return isRange ? { ...bounds(low, high), ...logOf(others[0]) } : choicesOf(item);
  }
  const name = textOf(item, 'name');
  const categories = itemsOf(item, 'categories');
  if (categories.length > 0) return { ...(name && { name }), ...choicesOf(categories) };
  const [low, high] = [numberOf(item, 'low'), numberOf(item, 'high')];
  if (low === undefined || high === undefined) return undefined;
  return { ...(name && { name }), ...bounds(low, high), ...logOf(fieldOf(item, 'prior')) };
}

function dimensionsOfText(text: string): readonly (Dimension | undefined)[] {
  return [...text.matchAll(dimensionText)].map(([, kind, inside = '']) => {
    if (kind === 'Categorical') {
      const list = /categories=[([]([^()[\]]*)[)\]]/.exec(inside)?.[1] ?? '';
      const words = [...list.matchAll(/'([^']*)'|"([^"]*)"|([^\s,'"]+)/g)];
      return choicesOf(
        words.map(([, single, double, bare]) => single ?? double ?? bareValue(bare)),
      );
    }
    const number = (name: string): number =>
      Number(new RegExp(`\\b${name}=([-+.\\deE]+)`).exec(inside)?.[1] ?? NaN);
    return {
      ...bounds(number('low'), number('high')),
      ...logOf(/prior='([^']*)'/.exec(inside)?.[1]),
    };
  });
}

function bareValue(text = ''): PythonJson {
  if (text === 'True' || text === 'False') return text === 'True';
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function bounds(lower: number, upper: number): Dimension {
  return Number.isFinite(lower) && Number.isFinite(upper) ? { lower, upper } : {};
}

function logOf(prior: PythonJson | undefined): Dimension {
  return prior === 'log-uniform' ? { log: true } : {};
}

function choicesOf(values: readonly PythonJson[]): Dimension | undefined {
  const choices = values.map(value => {
    if (typeof value === 'string') return value.toWellFormed();
    return value === null || typeof value === 'boolean' || Number.isFinite(value)
      ? (value as null | boolean | number)
      : undefined;
  });
  const known = choices.filter(choice => choice !== undefined);
  return known.length === values.length && known.length > 0 ? { choices: known } : undefined;
}
