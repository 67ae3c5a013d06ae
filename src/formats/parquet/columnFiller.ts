import type { Cell, Column } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import { maxCategories } from '../csv/textSink';
import { ParquetFault } from './parquetFault';
import type { ParquetKind } from './parquetColumn';

/** Takes the values of a column of Parquet, one group of rows after the other. */
export class ColumnFiller {
  private readonly values: Float64Array | BigInt64Array | Uint8Array | string[];
  private readonly valid: Uint8Array;
  private row = 0;
  private missing = 0;

  constructor(
    private readonly kind: ParquetKind,
    rowCount: number,
  ) {
    this.valid = new Uint8Array(rowCount);
    this.values = newValues(kind.type, rowCount);
  }

  /** @throws {ParquetFault} when there are not as many as rows. */
  add(values: ArrayLike<unknown>, count: number): void {
    if (values.length !== count) {
      const fault = `is damaged Parquet: a column has ${values.length} values in ${count} rows.`;
      throw new ParquetFault(fault);
    }
    for (let index = 0; index < count; index++) {
      const value = values[index];
      const isMissing = value === null || value === undefined;
      if (isMissing) this.missing++;
      this.put(isMissing ? null : this.kind.cell(value));
    }
  }

  finish(variable: VariableMetadata): Column {
    const { values, missing, valid } = this;
    const base = { variable, ...(missing > 0 && { valid }) };
    if (values instanceof Float64Array) return { ...base, type: 'float64', values };
    if (values instanceof BigInt64Array) return { ...base, type: 'int64', values };
    if (values instanceof Uint8Array) return { ...base, type: 'boolean', values };
    const mayRepeat = this.kind.type === 'categorical';
    const codes = mayRepeat ? categoriesOf(values, valid, missing) : undefined;
    return { ...base, ...(codes ?? { type: 'string', values }) };
  }

  private put(cell: Cell): void {
    const { values, row } = this;
    this.valid[row] = cell === null ? 0 : 1;
    if (values instanceof Float64Array) values[row] = (cell ?? 0) as number;
    else if (values instanceof BigInt64Array) values[row] = (cell ?? 0n) as bigint;
    else if (values instanceof Uint8Array) values[row] = cell === true ? 1 : 0;
    else values.push((cell ?? '') as string);
    this.row++;
  }
}

function newValues(type: ParquetKind['type'], rowCount: number) {
  switch (type) {
    case 'float64':
      return new Float64Array(rowCount);
    case 'int64':
      return new BigInt64Array(rowCount);
    case 'boolean':
      return new Uint8Array(rowCount);
    case 'string':
    case 'categorical':
      return [];
  }
}

/** Text that repeats is categorical, as in tables of text. */
function categoriesOf(texts: readonly string[], valid: Uint8Array, missing: number) {
  const codeOf = new Map<string, number>();
  const values = new Int32Array(texts.length);
  for (const [row, text] of texts.entries()) {
    if (valid[row] === 0) continue;
    const code = codeOf.get(text) ?? codeOf.size;
    if (code === maxCategories) return undefined;
    codeOf.set(text, code);
    values[row] = code;
  }
  if (codeOf.size * 2 > texts.length - missing) return undefined;
  return { type: 'categorical', values, categories: [...codeOf.keys()] } as const;
}
