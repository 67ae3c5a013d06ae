import type { Column } from '../../core/column';
import { Emitter } from '../../core/event';
import type { CellRange, ResultOutline } from '../protocol';
import { LoadingColumn } from './loadingColumn';

/** Rows that are asked for at a time: 1 MiB of doubles. */
const rangeRows = 131_072;

/** Asks the host for rows of a column. */
export type AskCells = (column: number, start: number, end: number) => Promise<CellRange>;

interface Entry {
  readonly loading: LoadingColumn;
  readonly done: Promise<Column>;
}

/** The columns of one revision of a result, each fetched when it is first needed. */
export class ColumnStore {
  private readonly entries = new Map<number, Entry>();
  private readonly arrived = new Emitter<number>();

  /** Fires with the place of a column of which more rows have arrived. */
  readonly onDidArrive = this.arrived.event;

  constructor(
    private readonly outline: Pick<ResultOutline, 'columns' | 'rowCount'>,
    private readonly ask: AskCells,
  ) {}

  /**
   * The whole column at a place of the outline.
   * @throws {Error} with a message for the user, when the host cannot give it.
   */
  load(place: number): Promise<Column> {
    return this.entry(place).done;
  }

  /** What there is of a column by now, and how many of its rows; asks for it when nobody has. */
  peek(place: number): { readonly column: Column; readonly readyRows: number } {
    const { loading } = this.entry(place);
    return { column: loading.column, readyRows: loading.readyRows };
  }

  private entry(place: number): Entry {
    const known = this.entries.get(place);
    if (known !== undefined) return known;
    const outline = this.outline.columns[place];
    if (outline === undefined) throw new RangeError(`There is no column ${place}.`);
    const loading = new LoadingColumn(outline, this.outline.rowCount);
    const done = this.fetch(place, loading);
    // Who only peeks hears of a failure when it asks again; who loads is told.
    done.catch(() => this.entries.delete(place));
    const entry = { loading, done };
    this.entries.set(place, entry);
    return entry;
  }

  private async fetch(place: number, loading: LoadingColumn): Promise<Column> {
    const { rowCount } = this.outline;
    // One range ahead: the host reads while the page takes in what came.
    let next = this.ask(place, 0, rangeRows);
    for (let start = 0; start < rowCount; start += rangeRows) {
      const range = await next;
      const following = start + rangeRows;
      if (following < rowCount) next = this.ask(place, following, following + rangeRows);
      loading.append(range);
      this.arrived.fire(place);
    }
    return loading.column;
  }
}
