import type { Column } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import { integerOf, isExactAsNumber, kindOfCell, numberOf } from './cellTypes';
import type { CellView } from './cellView';
import type { ColumnKind, ColumnSink } from './columnSink';
import { decimalForm, integerForm } from './numberScanner';
import { NumberStore } from './numberStore';

/**
 * Takes numbers: integers exactly as long as all are integers of up to 64 bits, else the nearest doubles; words like `NA`
 * among them are missing. Integers of more bits are doubles where that is exact, else the column is text.
 */
export class NumberSink implements ColumnSink {
  private readonly store = new NumberStore();
  private hasWord = false;
  private hasPoint = false;
  private hasComma = false;
  private hasLarge = false;
  /** An integer of more than 64 bits is not what its double says. */
  private isTooLarge = false;

  /** @param decimalComma whether `0,5` may be a number: not where commas part cells. */
  constructor(private readonly decimalComma: boolean) {}

  add(cell: CellView): ColumnKind | undefined {
    const { form } = cell;
    if (form === decimalForm) return this.addNumber(cell.value);
    if (form === integerForm) this.store.addInteger(cell.value);
    else if (cell.isEmpty) this.addMissing();
    else return this.addText(cell.text());
    return undefined;
  }

  /** Cells one after the other that are decimal numbers. */
  addDecimals(values: Float64Array): ColumnKind | undefined {
    if (this.hasComma) return 'text';
    this.hasPoint = true;
    this.store.addFloats(values);
    return undefined;
  }

  addMissing(): void {
    this.store.addMissing();
  }

  finish(variable: VariableMetadata): Column | ColumnKind {
    const isOnlyWords = this.hasWord && this.store.isEmpty;
    const isInexact = this.isTooLarge || (this.hasLarge && this.store.hasLost);
    if (isOnlyWords || (isInexact && !this.hasPoint && !this.hasComma)) return 'text';
    return this.store.finish(variable);
  }

  private addNumber(value: number): ColumnKind | undefined {
    if (this.hasComma) return 'text';
    this.hasPoint = true;
    this.store.addFloat(value);
    return undefined;
  }

  private addText(text: string): ColumnKind | undefined {
    const kind = kindOfCell(text);
    switch (kind) {
      case 'empty':
        return void this.addMissing();
      case 'word':
        this.hasWord = true;
        return void this.addMissing();
      case 'integer':
        return void this.store.addBigint(integerOf(text));
      case 'large':
        return void this.addLarge(text);
      case 'number':
        return this.addNumber(numberOf(text));
      case 'comma':
        return this.addComma(text);
      case 'boolean':
        return this.store.isEmpty ? 'boolean' : 'text';
      case 'text':
        return 'text';
    }
  }

  private addLarge(text: string): void {
    this.hasLarge = true;
    this.isTooLarge ||= !isExactAsNumber(text);
    this.store.addFloat(numberOf(text));
  }

  private addComma(text: string): ColumnKind | undefined {
    if (!this.decimalComma || this.hasPoint) return 'text';
    this.hasComma = true;
    this.store.addFloat(numberOf(text));
    return undefined;
  }
}
