import { isPlainObject } from '../../../core/json';
import type { Json } from '../../../core/json';
import type { ResultOutline } from '../../protocol';
import type { AxisStyle } from './axis';

/** More axes than these are not shown unasked: their names would cover each other. */
const mostAtFirst = 12;

/** Which columns are axes, in their order, and how each is drawn. */
export interface AxisChoice {
  readonly places: readonly number[];
  readonly styles: Readonly<Record<number, AxisStyle>>;
  /** Column that colours the lines. */
  readonly colour: number | undefined;
}

/** Variables, then objectives, then constraints; coloured by the first objective. */
export function firstChoice({ columns }: Pick<ResultOutline, 'columns'>): AxisChoice {
  const ofRole = (...roles: readonly string[]): readonly number[] =>
    columns.flatMap(({ variable }, place) => (roles.includes(variable.role) ? [place] : []));
  const objectives = ofRole('objective');
  const others = [...ofRole('design'), ...objectives, ...ofRole('inequality', 'equality')];
  const chosen = others.length > 1 ? others : columns.map((_, place) => place);
  // Objectives are what one decides by: they are never the ones left out.
  const room = Math.max(0, mostAtFirst - objectives.length);
  const rest = chosen.filter(place => !objectives.includes(place)).slice(0, room);
  const places = chosen.filter(place => rest.includes(place) || objectives.includes(place));
  const styles = places.flatMap(place =>
    columns[place]?.variable.log === true ? [[place, { isInverted: false, isLog: true }]] : [],
  );
  return {
    places,
    styles: Object.fromEntries(styles) as AxisChoice['styles'],
    colour: objectives[0],
  };
}

/** What was remembered, where it still fits the columns. */
export function choiceFrom(json: Json | undefined, columnCount: number): AxisChoice | undefined {
  if (!isPlainObject(json)) return undefined;
  const { places, styles, colour } = json as Partial<Record<keyof AxisChoice, unknown>>;
  const fits = (place: unknown): place is number =>
    typeof place === 'number' && Number.isInteger(place) && place >= 0 && place < columnCount;
  if (!Array.isArray(places) || !places.every(fits)) return undefined;
  return {
    places,
    styles: isPlainObject(styles) ? (styles as AxisChoice['styles']) : {},
    colour: fits(colour) ? colour : undefined,
  };
}
