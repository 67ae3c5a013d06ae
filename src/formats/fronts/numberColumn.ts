import type { Column } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';

const smallest = 64;
const integerText = /^[+-]?\d+$/;

/** A column of numbers that grows by one at a time: integers stay exact, all others are the nearest doubles. */
export class NumberColumn {
  private values = new Float64Array(smallest);
  private count = 0;
  private isInteger = true;
  /** Row → integers that no double holds. */
  private readonly large = new Map<number, bigint>();

  /** Adds the number that the text was read as. */
  add(text: string, value: number): void {
    if (this.isInteger) this.noteInteger(text, value);
    this.push(value);
  }

  /** Adds a row that counts only for the number of rows. */
  skip(): void {
    this.push(NaN);
  }

  /** Takes rows back so that `count` remain. */
  shorten(count: number): void {
    this.count = count;
  }

  /** All rows without the rows in `leftOut`, which are ascending. */
  finish(variable: VariableMetadata, leftOut: readonly number[]): Column {
    const values = new Float64Array(this.count - leftOut.length);
    const { large } = this;
    const integers = this.isInteger ? new BigInt64Array(values.length) : undefined;
    let [kept, next] = [0, 0];
    for (let row = 0; row < this.count; row++) {
      if (row === leftOut[next]) {
        next++;
        continue;
      }
      values[kept] = this.values[row] as number;
      if (integers) integers[kept] = large.get(row) ?? BigInt(values[kept] as number);
      kept++;
    }
    return integers
      ? { variable, type: 'int64', values: integers }
      : { variable, type: 'float64', values };
  }

  private noteInteger(text: string, value: number): void {
    this.isInteger = integerText.test(text) && !Object.is(value, -0);
    if (!this.isInteger || Number.isSafeInteger(value)) return;
    const exact = BigInt(text.replace('+', ''));
    this.isInteger = BigInt.asIntN(64, exact) === exact;
    this.large.set(this.count, exact);
  }

  private push(value: number): void {
    if (this.count === this.values.length) {
      const grown = new Float64Array(this.count * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.count++] = value;
  }
}
