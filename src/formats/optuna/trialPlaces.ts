import type { TrialTable } from './trialTable';

/** More rows than a result can have. */
const rowsPerTable = 2 ** 32;

/** Which trial of which study an id of the storage stands for; a number an id, since there may be a million of them. */
export class TrialPlaces {
  private readonly tables: (TrialTable | undefined)[] = [];
  private readonly indexOf = new Map<TrialTable, number>();
  private firstId = 0;
  /** By id, from the first one on: ids that follow one another are the rule, and take a fifth of a map's memory. */
  private readonly inSequence: number[] = [];
  private readonly others = new Map<number, number>();

  set(id: number, table: TrialTable, row: number): void {
    const index = this.indexOf.get(table) ?? this.tables.push(table) - 1;
    this.indexOf.set(table, index);
    const place = index * rowsPerTable + row;
    if (this.inSequence.length === 0) this.firstId = id;
    const at = id - this.firstId;
    const isInSequence = Number.isInteger(at) && at >= 0 && at <= this.inSequence.length;
    if (isInSequence) this.inSequence[at] = place;
    else this.others.set(id, place);
  }

  /** From now on there are no trials of this table. */
  forget(table: TrialTable): void {
    const index = this.indexOf.get(table);
    if (index !== undefined) this.tables[index] = undefined;
    this.indexOf.delete(table);
  }

  /** Calls `use` with the trial's place, when there is such a trial. */
  at(id: number, use: (table: TrialTable, row: number) => void): void {
    const place = this.inSequence[id - this.firstId] ?? this.others.get(id);
    const table = place === undefined ? undefined : this.tables[Math.floor(place / rowsPerTable)];
    if (table !== undefined && place !== undefined) use(table, place % rowsPerTable);
  }
}
