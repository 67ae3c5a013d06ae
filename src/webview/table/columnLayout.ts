import type { ColumnOutline } from '../protocol';

/** How the columns of a result are laid out. Columns go by their place in the result. */
export interface ColumnLayout {
  /** All columns, shown or not. */
  readonly order: readonly number[];
  readonly hidden: ReadonlySet<number>;
  /** Those that stay at the left while the others scroll. */
  readonly pinned: ReadonlySet<number>;
  /** Pixels, of those that were given a width. */
  readonly widths: ReadonlyMap<number, number>;
}

export const narrowest = 48;
export const widest = 1200;

/** All columns, in the order of the result. */
export function plainLayout(count: number): ColumnLayout {
  return {
    order: Array.from({ length: count }, (_, place) => place),
    hidden: new Set(),
    pinned: new Set(),
    widths: new Map(),
  };
}

/** The columns that are shown, from left to right: the pinned ones first. */
export function shownColumns({ order, hidden, pinned }: ColumnLayout): readonly number[] {
  const shown = order.filter(place => !hidden.has(place));
  return [
    ...shown.filter(place => pinned.has(place)),
    ...shown.filter(place => !pinned.has(place)),
  ];
}

export function withHidden(layout: ColumnLayout, place: number, isHidden: boolean): ColumnLayout {
  return { ...layout, hidden: withMember(layout.hidden, place, isHidden) };
}

export function withPinned(layout: ColumnLayout, place: number, isPinned: boolean): ColumnLayout {
  return { ...layout, pinned: withMember(layout.pinned, place, isPinned) };
}

export function withWidth(layout: ColumnLayout, place: number, width: number): ColumnLayout {
  const within = Math.round(Math.min(Math.max(narrowest, width), widest));
  return { ...layout, widths: new Map([...layout.widths, [place, within]]) };
}

/** Moves a column beside another; it is pinned afterwards if that one is. */
export function movedBeside(
  layout: ColumnLayout,
  place: number,
  target: number,
  side: 'before' | 'after',
): ColumnLayout {
  if (place === target) return layout;
  const order = layout.order.filter(each => each !== place);
  order.splice(order.indexOf(target) + (side === 'after' ? 1 : 0), 0, place);
  return withPinned({ ...layout, order }, place, layout.pinned.has(target));
}

/** Moves a column one step among those that are shown, within the pinned ones or the others; nothing at their ends. */
export function movedStep(layout: ColumnLayout, place: number, step: -1 | 1): ColumnLayout {
  const shown = shownColumns(layout);
  const target = shown[shown.indexOf(place) + step];
  if (target === undefined || layout.pinned.has(target) !== layout.pinned.has(place)) return layout;
  return movedBeside(layout, place, target, step === 1 ? 'after' : 'before');
}

/** What to remember of a layout: columns by their names, as another revision may have others. */
export function layoutJson(layout: ColumnLayout, columns: readonly ColumnOutline[]) {
  const nameOf = (place: number): string => columns[place]?.variable.name ?? '';
  return {
    order: layout.order.map(nameOf),
    hidden: [...layout.hidden].map(nameOf),
    pinned: [...layout.pinned].map(nameOf),
    // Pairs: a name may be one that objects give a meaning.
    widths: [...layout.widths].map(([place, width]) => [nameOf(place), width] as const),
  };
}

/** The layout that was remembered, as far as the columns are still there; new ones come last. */
export function readLayout(json: unknown, columns: readonly ColumnOutline[]): ColumnLayout {
  const places = new Map(columns.map(({ variable }, place) => [variable.name, place]));
  const { order, hidden, pinned, widths } = (json ?? {}) as Partial<Record<string, unknown>>;
  const placesOf = (names: unknown): readonly number[] =>
    listOf(names).flatMap(name => places.get(name as string) ?? []);
  return {
    order: [...new Set([...placesOf(order), ...places.values()])],
    hidden: new Set(placesOf(hidden)),
    pinned: new Set(placesOf(pinned)),
    widths: new Map(
      listOf(widths).flatMap(pair => {
        const [name, width] = listOf(pair);
        const place = places.get(name as string);
        return place === undefined || typeof width !== 'number' ? [] : [[place, width] as const];
      }),
    ),
  };
}

function listOf(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : [];
}

function withMember(set: ReadonlySet<number>, member: number, isIn: boolean): ReadonlySet<number> {
  const changed = new Set(set);
  if (isIn) changed.add(member);
  else changed.delete(member);
  return changed;
}
