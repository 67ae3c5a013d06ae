import { isPlainObject } from '../../../core/json';
import type { Json } from '../../../core/json';
import type { ResultOutline } from '../../protocol';

/** Of design variables; more make the cells too small to see anything. */
const mostAtFirst = 3;
/** Beyond, cells would be smaller than what they say. */
export const mostColumns = 20;

/** What is shown; columns by their place in the outline. */
export interface MatrixChoice {
  readonly places: readonly number[];
  /** The pair that is enlarged: its column and its row in the matrix. */
  readonly pair?: readonly [across: number, down: number] | undefined;
}

/** Three design variables and all objectives; without them the first columns of numbers. */
export function firstChoice({ columns }: Pick<ResultOutline, 'columns'>): MatrixChoice {
  const ofRole = (role: string): readonly number[] =>
    columns.flatMap(({ variable }, place) => (variable.role === role ? [place] : []));
  const numbers = columns.flatMap(({ type }, place) =>
    type === 'float64' || type === 'int64' ? [place] : [],
  );
  const chosen = [...ofRole('design').slice(0, mostAtFirst), ...ofRole('objective')];
  const places = chosen.length > 1 ? chosen : numbers.slice(0, 2 * mostAtFirst);
  return { places: places.slice(0, mostColumns) };
}

/** What was remembered, where it still fits the columns. */
export function choiceFrom(json: Json | undefined, columnCount: number): MatrixChoice | undefined {
  if (!isPlainObject(json)) return undefined;
  const { places, pair } = json as Partial<Record<keyof MatrixChoice, unknown>>;
  const isPlace = (place: unknown): place is number =>
    Number.isInteger(place) && (place as number) >= 0 && (place as number) < columnCount;
  if (!Array.isArray(places) || !places.every(isPlace)) return undefined;
  const isPair = Array.isArray(pair) && pair.length === 2 && pair.every(at => at in places);
  return { places, ...(isPair && { pair: pair as unknown as readonly [number, number] }) };
}
