import type { Cell } from '../../core/column';
import { cellAt } from '../../core/column';
import type { Disposable } from '../../core/event';
import { Emitter } from '../../core/event';
import { isPlainObject } from '../../core/json';
import type { ViewContext } from '../views/view';
import { readFilter } from './columnFilter';
import type { ColumnLayout } from './columnLayout';
import { layoutJson, plainLayout, readLayout } from './columnLayout';
import { TableRows } from './tableRows';

/** A cell of which the column has not come so far, or cannot be read. */
export const waiting = Symbol('waiting');

/** What the table shows: its rows, the layout of its columns, their cells. Remembers all of it. */
export class TableModel implements Disposable {
  private readonly changed = new Emitter<undefined>();
  /** Fires when the table must be drawn again. */
  readonly onDidChange = this.changed.event;
  readonly rows: TableRows;
  /** Why columns could not be read, by their place. */
  readonly failures = new Map<number, string>();

  private laidOut: ColumnLayout;
  private readonly watched = new Set<number>();
  private readonly subscriptions: readonly Disposable[];

  constructor(readonly context: ViewContext) {
    const { outline, memory, columns, selection } = context;
    this.rows = new TableRows(context);
    const kept: unknown = memory.value;
    this.laidOut = readLayout(isPlainObject(kept) ? kept['layout'] : undefined, outline.columns);
    if (isPlainObject(kept)) this.recall(kept);
    this.subscriptions = [
      this.rows.onDidAsk(() => this.remember()),
      this.rows.onDidChange(() => this.changed.fire(undefined)),
      columns.onDidArrive(() => this.changed.fire(undefined)),
      selection.onDidChange(() => {
        this.rows.selectionChanged();
        this.changed.fire(undefined);
      }),
    ];
  }

  get layout(): ColumnLayout {
    return this.laidOut;
  }

  set layout(layout: ColumnLayout) {
    this.laidOut = layout;
    this.remember();
    this.changed.fire(undefined);
  }

  resetLayout(): void {
    this.layout = plainLayout(this.context.outline.columns.length);
  }

  nameOf(place: number): string {
    return this.context.outline.columns[place]?.variable.name ?? '';
  }

  /** The cell of a row of the result. Asks for the column when nobody has. */
  cellAt(place: number, row: number): Cell | typeof waiting {
    if (this.failures.has(place)) return waiting;
    this.watch(place);
    const { column, readyRows } = this.context.columns.peek(place);
    return row < readyRows ? cellAt(column, row) : waiting;
  }

  /** Tries again what failed. */
  retry(): void {
    for (const place of this.failures.keys()) this.watched.delete(place);
    this.failures.clear();
    this.rows.retry();
    this.changed.fire(undefined);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Hears of a column's failure once; drawing must not ask again and again for what cannot be read. */
  private watch(place: number): void {
    if (this.watched.has(place)) return;
    this.watched.add(place);
    this.context.columns.load(place).catch((error: unknown) => {
      this.failures.set(place, error instanceof Error ? error.message : String(error));
      this.changed.fire(undefined);
    });
  }

  private remember(): void {
    const { rows, context } = this;
    context.memory.value = {
      layout: layoutJson(this.laidOut, context.outline.columns),
      sorts: rows.sorts.map(({ place, isDescending }) => ({
        column: this.nameOf(place),
        isDescending,
      })),
      filters: rows.filtered.map(place => [this.nameOf(place), { ...rows.filterOf(place) }]),
    };
  }

  private recall(kept: Readonly<Record<string, unknown>>): void {
    const { columns } = this.context.outline;
    const places = new Map(columns.map(({ variable }, place) => [variable.name, place]));
    const { sorts, filters } = kept;
    const keys = (Array.isArray(sorts) ? (sorts as unknown[]) : []).flatMap(sort => {
      const place = isPlainObject(sort) ? places.get(sort['column'] as string) : undefined;
      if (place === undefined) return [];
      return [{ place, isDescending: isPlainObject(sort) && sort['isDescending'] === true }];
    });
    if (keys.length > 0) this.rows.sortBy(keys);
    for (const pair of Array.isArray(filters) ? (filters as unknown[]) : []) {
      const [name, filter] = Array.isArray(pair) ? (pair as unknown[]) : [];
      const place = places.get(name as string);
      if (place !== undefined) this.rows.filterBy(place, readFilter(filter));
    }
  }
}
