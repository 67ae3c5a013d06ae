import { Emitter } from '../../core/event';
import type { ResultSet } from '../../core/resultSet';
import { maskOf } from './rowMask';

/** The rows that are selected, and how that came about. */
export interface Selection {
  /** One byte per row, 1 where the row is selected. */
  readonly mask: Uint8Array;
  readonly count: number;
  /** What was done, the oldest step first, in words: `cost 1 to 3`. Empty when nothing is selected. */
  readonly operations: readonly string[];
  /** Name of the result set that it began with. */
  readonly parent?: string;
}

/** How newly chosen rows join those that are selected. */
export type JoinMode = 'replace' | 'add' | 'remove' | 'intersect';

const undoable = 50;

/** The one selection of a result that all plots and the table share. */
export class SelectionModel {
  private readonly changed = new Emitter<Selection>();
  private readonly past: Selection[] = [];
  private now: Selection;

  readonly onDidChange = this.changed.event;

  constructor(private rowCount: number) {
    this.now = nothingOf(rowCount);
  }

  get current(): Selection {
    return this.now;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  /**
   * Selects rows.
   * @param chosen one byte per row, 1 where the row is chosen; the selection copies it.
   * @param operation what was done, in words.
   */
  choose(chosen: Uint8Array, operation: string, how: JoinMode = 'replace'): void {
    const { mask: before, operations, parent } = this.now;
    const mask = joined(before, chosen, how);
    if (how === 'replace') {
      this.become({ mask, count: countOf(mask), operations: [operation] });
      return;
    }
    this.become({
      mask,
      count: countOf(mask),
      operations: [...operations, `${joinWords[how]} ${operation}`],
      ...(parent !== undefined && { parent }),
    });
  }

  /** Selects the rows of a result set; what is made of them comes from it. */
  chooseSet({ name, rows }: Pick<ResultSet, 'name' | 'rows'>): void {
    const mask = maskOf(rows, this.rowCount);
    this.become({ mask, count: rows.length, operations: [`set "${name}"`], parent: name });
  }

  /** Selects what is not selected, and only that. */
  invert(): void {
    const { mask, count, operations, parent } = this.now;
    this.become({
      mask: mask.map(is => 1 - is),
      count: this.rowCount - count,
      operations: count === 0 ? ['all rows'] : [...operations, 'inverted'],
      ...(count > 0 && parent !== undefined && { parent }),
    });
  }

  /** Goes on with a selection that was made before; there is nothing to undo then. */
  restore(selection: Selection): void {
    this.now = selection;
    this.past.length = 0;
    this.changed.fire(selection);
  }

  /** Goes on with other rows, of which none is selected; there is nothing to undo then. */
  begin(rowCount: number): void {
    this.rowCount = rowCount;
    this.restore(nothingOf(rowCount));
  }

  /** Selects the rows with these 0-based numbers. */
  chooseRows(rows: Iterable<number>, operation: string, how: JoinMode = 'replace'): void {
    this.choose(maskOf(rows, this.rowCount), operation, how);
  }

  clear(): void {
    if (this.now.count === 0 && this.now.operations.length === 0) return;
    this.become(nothingOf(this.rowCount));
  }

  /** The selection as it was before the last change; nothing where there was none. */
  undo(): void {
    const before = this.past.pop();
    if (before === undefined) return;
    this.now = before;
    this.changed.fire(before);
  }

  /** 0-based numbers of the selected rows, ascending. */
  rows(): Uint32Array {
    const rows = new Uint32Array(this.now.count);
    let next = 0;
    for (let row = 0; row < this.rowCount; row++) if (this.now.mask[row] === 1) rows[next++] = row;
    return rows;
  }

  private become(selection: Selection): void {
    this.past.push(this.now);
    if (this.past.length > undoable) this.past.shift();
    this.now = selection;
    this.changed.fire(selection);
  }
}

function nothingOf(rowCount: number): Selection {
  return { mask: new Uint8Array(rowCount), count: 0, operations: [] };
}

const joinWords: Readonly<Record<Exclude<JoinMode, 'replace'>, string>> = {
  add: 'or',
  remove: 'without',
  intersect: 'and',
};

/** A mask after rows have joined it; a new one. */
export function joined(before: Uint8Array, chosen: Uint8Array, how: JoinMode): Uint8Array {
  const mask = new Uint8Array(before.length);
  for (let row = 0; row < mask.length; row++) {
    const [was, is] = [before[row] as number, chosen[row] as number];
    switch (how) {
      case 'replace':
        mask[row] = is;
        break;
      case 'add':
        mask[row] = was | is;
        break;
      case 'remove':
        mask[row] = was & ~is;
        break;
      case 'intersect':
        mask[row] = was & is;
        break;
    }
  }
  return mask;
}

function countOf(mask: Uint8Array): number {
  let count = 0;
  for (let row = 0; row < mask.length; row++) count += mask[row] as number;
  return count;
}
