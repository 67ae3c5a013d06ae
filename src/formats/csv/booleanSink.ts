import type { Column } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import { kindOfCell } from './cellTypes';
import type { CellView } from './cellView';
import type { ColumnKind, ColumnSink } from './columnSink';
import { GrowingArray } from './growingArray';
import { Validity } from './validity';

/** Takes `true` and `false`, however they are capitalised, and what stands for missing values. */
export class BooleanSink implements ColumnSink {
  private readonly validity = new Validity();
  private readonly values = new GrowingArray(length => new Uint8Array(length));

  add(cell: CellView): ColumnKind | undefined {
    const text = cell.text();
    const kind = kindOfCell(text);
    if (kind === 'empty' || kind === 'word') this.addMissing();
    else if (kind !== 'boolean') return 'text';
    else this.push(/^\s*t/i.test(text) ? 1 : 0, true);
    return undefined;
  }

  addMissing(): void {
    this.push(0, false);
  }

  finish(variable: VariableMetadata): Column {
    const values = this.values.join(new Uint8Array(this.validity.length));
    return { variable, type: 'boolean', values, ...this.validity.finish() };
  }

  private push(value: number, isPresent: boolean): void {
    this.values.push(value);
    this.validity.add(isPresent);
  }
}
