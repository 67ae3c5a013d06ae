import type { Cell, Column } from '../../core/column';
import { countText } from '../../core/countText';
import { fullText } from './cellText';
import { shownColumns } from './columnLayout';
import type { TableModel } from './tableModel';
import { waiting } from './tableModel';
import { tableText } from './tableText';

/** Text of more cells would be larger than other programs take from a clipboard. */
const mostCells = 5_000_000;

/** Copies from the table with all digits: the selected rows that are shown, with a header; without any, one cell. */
export class TableCopy {
  constructor(
    private readonly model: TableModel,
    private readonly say: (words: string) => void,
  ) {}

  /** @param focused the cell that is copied when no row is selected. @param event the browser's own copying, if it asks. */
  copy(focused: { readonly at: number; readonly place: number }, event?: ClipboardEvent): void {
    event?.preventDefault();
    const rows = this.selectedRows();
    if (rows.length === 0) {
      this.copyCell(focused, event);
      return;
    }
    const places = shownColumns(this.model.layout);
    if (rows.length * places.length > mostCells) {
      const cells = countText(rows.length * places.length);
      this.say(
        `${cells} cells are too many for the clipboard, which gets ${countText(mostCells)} at most.`,
      );
      return;
    }
    const hidden = this.model.context.selection.current.count - rows.length;
    const done = [
      `Copied ${countText(rows.length)} rows of ${countText(places.length)} columns.`,
      ...(hidden === 0 ? [] : [`Filters hide ${countText(hidden)} more selected rows.`]),
    ].join(' ');
    void this.copyRows(places, rows, { done, event });
  }

  /** In the order of the table. */
  private selectedRows(): Uint32Array {
    const { rows, context } = this.model;
    const { mask, count } = context.selection.current;
    if (count === 0) return new Uint32Array();
    return rows.rowsBetween(0, rows.count).filter(row => mask[row] === 1);
  }

  private copyCell(
    { at, place }: { readonly at: number; readonly place: number },
    event: ClipboardEvent | undefined,
  ): void {
    const { model } = this;
    if (at < 0 || at >= model.rows.count) {
      this.say('No row is selected.');
      return;
    }
    const row = model.rows.rowAt(at);
    const value: Cell | typeof waiting = place < 0 ? BigInt(row) : model.cellAt(place, row);
    if (value === waiting) this.say('This cell has not been read so far.');
    else void this.write(fullText(value), { done: 'Copied the cell.', event });
  }

  private async copyRows(
    places: readonly number[],
    rows: Uint32Array,
    options: { readonly done: string; readonly event: ClipboardEvent | undefined },
  ): Promise<void> {
    const { columns, outline } = this.model.context;
    const peeked = places.map(place => columns.peek(place));
    // The browser's own copying needs no permission, but waits for nothing.
    if (peeked.every(({ readyRows }) => readyRows === outline.rowCount)) {
      const ready: readonly Column[] = peeked.map(({ column }) => column);
      await this.write(tableText(ready, rows), options);
      return;
    }
    try {
      const loaded = await Promise.all(places.map(place => columns.load(place)));
      await this.write(tableText(loaded, rows), { ...options, event: undefined });
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
    }
  }

  private async write(
    text: string,
    { done, event }: { readonly done: string; readonly event: ClipboardEvent | undefined },
  ): Promise<void> {
    try {
      if (event?.clipboardData) event.clipboardData.setData('text/plain', text);
      else await navigator.clipboard.writeText(text);
      this.say(done);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.say(`Nothing was copied: the browser refused (${reason}). Press Ctrl+C in the table.`);
    }
  }
}
