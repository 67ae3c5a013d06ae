import { Emitter } from '../../core/event';
import { LatestWork } from '../analysis/latestWork';
import type { ViewContext } from '../views/view';
import type { ColumnFilter } from './columnFilter';
import { filterWords, isOpen } from './columnFilter';

/** A column that the rows are sorted by. */
export interface Sort {
  readonly place: number;
  readonly isDescending: boolean;
}

type Services = Pick<ViewContext, 'outline' | 'columns' | 'selection' | 'analysis'>;

/** Which rows the table shows, in which order: sorted, filtered, perhaps only the selected ones. */
export class TableRows {
  private readonly changed = new Emitter<undefined>();
  /** Fires when other rows are shown, and when what is worked on changes. */
  readonly onDidChange = this.changed.event;

  private readonly asked = new Emitter<undefined>();
  /** Fires when another order or other filters are asked for. */
  readonly onDidAsk = this.asked.event;

  /** Why rows could not be sorted or filtered. */
  failure: string | undefined;

  private order: Uint32Array | undefined;
  private mask: Uint8Array | undefined;
  private shown: Uint32Array | undefined;
  private readonly runs = { sort: new LatestWork(), filter: new LatestWork() };
  private readonly working = new Set<keyof typeof workWords>();
  private isOnlySelected = false;
  private keys: readonly Sort[] = [];
  private readonly filters = new Map<number, ColumnFilter>();

  constructor(private readonly services: Services) {}

  get sorts(): readonly Sort[] {
    return this.keys;
  }

  get onlySelected(): boolean {
    return this.isOnlySelected;
  }

  /** What is being done, in words. */
  get busy(): string | undefined {
    const [kind] = this.working;
    return kind && workWords[kind];
  }

  /** How many rows are shown. */
  get count(): number {
    return this.shown?.length ?? this.services.outline.rowCount;
  }

  /** The 0-based row of the result that is shown at a 0-based place of the table. */
  rowAt(at: number): number {
    return this.shown?.[at] ?? at;
  }

  /** Where a row of the result is shown; -1 where it is not. */
  placeOf(row: number): number {
    if (this.shown !== undefined) return this.shown.indexOf(row);
    return row < this.count ? row : -1;
  }

  /** The rows that are shown, of those at places `start` to `end` (exclusive). */
  rowsBetween(start: number, end: number): Uint32Array {
    if (this.shown !== undefined) return this.shown.slice(start, end);
    return Uint32Array.from({ length: end - start }, (_, index) => start + index);
  }

  filterOf(place: number): ColumnFilter {
    return this.filters.get(place) ?? {};
  }

  /** The columns with a filter. */
  get filtered(): readonly number[] {
    return [...this.filters.keys()];
  }

  /** What the filters let through, in words; empty when they let everything through. */
  get filterWords(): string {
    const { columns } = this.services.outline;
    return [...this.filters]
      .filter(([, filter]) => !isOpen(filter))
      .map(([place, filter]) => filterWords(columns[place]?.variable.name ?? '', filter))
      .join(' and ');
  }

  /** Which rows are shown, and in which order. */
  get words(): string {
    const { columns } = this.services.outline;
    const sorts = this.keys.map(
      ({ place, isDescending }) =>
        `sorted by ${columns[place]?.variable.name ?? ''}${isDescending ? ' downwards' : ''}`,
    );
    return [this.filterWords, this.isOnlySelected ? 'only selected' : '', ...sorts]
      .filter(words => words !== '')
      .join(', ');
  }

  sortBy(keys: readonly Sort[]): void {
    this.keys = keys;
    this.asked.fire(undefined);
    void this.sort();
  }

  filterBy(place: number, filter: ColumnFilter): void {
    if (Object.keys(filter).length === 0) this.filters.delete(place);
    else this.filters.set(place, filter);
    this.asked.fire(undefined);
    void this.filter();
  }

  clearFilters(): void {
    this.filters.clear();
    this.asked.fire(undefined);
    void this.filter();
  }

  /** Sorts and filters again, where that failed. */
  retry(): void {
    if (this.failure === undefined) return;
    void this.sort();
    void this.filter();
  }

  showOnlySelected(isOnly: boolean): void {
    this.isOnlySelected = isOnly;
    this.combine();
  }

  /** The selection has changed. */
  selectionChanged(): void {
    if (this.isOnlySelected) this.combine();
  }

  private async sort(): Promise<void> {
    const { columns, analysis, outline } = this.services;
    const { keys } = this;
    await this.compute('sort', async signal => {
      if (keys.length === 0) return () => (this.order = undefined);
      const loaded = keys.map(async ({ place, isDescending }) => ({
        column: await columns.load(place),
        isDescending,
      }));
      const { rowCount } = outline;
      const order = await analysis.run(
        'sortOrder',
        { rowCount, keys: await Promise.all(loaded) },
        signal,
      );
      return () => (this.order = order);
    });
  }

  private async filter(): Promise<void> {
    const { columns, analysis, outline } = this.services;
    const entries = [...this.filters].filter(([, filter]) => !isOpen(filter));
    await this.compute('filter', async signal => {
      if (entries.length === 0) return () => (this.mask = undefined);
      const loaded = entries.map(async ([place, filter]) => ({
        column: await columns.load(place),
        filter,
      }));
      const { rowCount } = outline;
      const filters = await Promise.all(loaded);
      const mask = await analysis.run('filterMask', { rowCount, filters }, signal);
      return () => (this.mask = mask);
    });
  }

  /** Of several computations of a kind only the one that was asked for last counts. */
  private async compute(
    kind: keyof typeof workWords,
    work: (signal: AbortSignal) => Promise<() => unknown>,
  ): Promise<void> {
    const signal = this.runs[kind].begin();
    this.working.add(kind);
    this.changed.fire(undefined);
    try {
      const apply = await work(signal);
      if (signal.aborted) return;
      apply();
      this.failure = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.failure = error instanceof Error ? error.message : String(error);
    }
    this.working.delete(kind);
    this.combine();
  }

  private combine(): void {
    const { order, mask, isOnlySelected } = this;
    const selected = isOnlySelected ? this.services.selection.current.mask : undefined;
    this.shown =
      mask === undefined && selected === undefined
        ? order
        : passing(this.services.outline.rowCount, order, [mask, selected]);
    this.changed.fire(undefined);
  }
}

const workWords = { sort: 'Sorting…', filter: 'Filtering…' } as const;

/** The rows that every mask lets through, in order. O(n). */
function passing(
  rowCount: number,
  order: Uint32Array | undefined,
  masks: readonly (Uint8Array | undefined)[],
): Uint32Array {
  const rows = new Uint32Array(rowCount);
  const [first, second] = masks;
  let count = 0;
  for (let at = 0; at < rowCount; at++) {
    const row = order?.[at] ?? at;
    if (first?.[row] === 0 || second?.[row] === 0) continue;
    rows[count++] = row;
  }
  return rows.slice(0, count);
}
