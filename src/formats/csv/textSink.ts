import type { Column } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import type { CellView } from './cellView';
import type { ColumnSink } from './columnSink';
import { GrowingArray } from './growingArray';
import { Validity } from './validity';

/** More different texts are no categories any more. */
export const maxCategories = 64;

/** Keeps text unchanged, as categories where it repeats; blank cells are missing. */
export class TextSink implements ColumnSink {
  private readonly validity = new Validity();
  private readonly codeOf = new Map<string, number>();
  /** Of every row, as long as there are few categories. */
  private codes: GrowingArray<Int32Array> | undefined = new GrowingArray(
    length => new Int32Array(length),
  );
  /** Of every row, as soon as there are many. */
  private readonly texts: string[] = [];

  add(cell: CellView): undefined {
    const text = cell.text();
    if (text.trim() === '') this.addMissing();
    else this.addText(text);
  }

  addMissing(): void {
    this.validity.add(false);
    if (this.codes === undefined) this.texts.push('');
    else this.codes.push(0);
  }

  finish(variable: VariableMetadata): Column {
    const present = this.validity.length - this.validity.missing;
    if (this.codes !== undefined && this.codeOf.size * 2 > present) this.spellOut(this.codes);
    const base = { variable, ...this.validity.finish() };
    if (this.codes === undefined) return { ...base, type: 'string', values: this.texts };
    const values = this.codes.join(new Int32Array(this.validity.length));
    return { ...base, type: 'categorical', values, categories: [...this.codeOf.keys()] };
  }

  private addText(text: string): void {
    this.validity.add(true);
    if (this.codes === undefined) {
      this.texts.push(text);
      return;
    }
    const code = this.codeOf.get(text) ?? this.codeOf.size;
    if (code === this.codeOf.size) this.codeOf.set(text, code);
    this.codes.push(code);
    if (code === maxCategories) this.spellOut(this.codes);
  }

  private spellOut(codes: GrowingArray<Int32Array>): void {
    const categories = [...this.codeOf.keys()];
    for (const piece of codes.takePieces()) {
      for (const code of piece) this.texts.push(categories[code] ?? '');
    }
    this.codes = undefined;
  }
}
