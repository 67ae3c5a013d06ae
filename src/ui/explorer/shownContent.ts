import type { Column } from '../../core/column';
import { missingCells } from '../../core/missingCells';
import type { OptimizationResult } from '../../core/result';
import { webCryptoSha256 } from '../../core/sha256';
import { StorageError } from '../../storage/errors';
import type { CellRange, ColumnOutline, ResultOutline } from '../../webview/protocol';
import { cellRange } from './cellRange';

/** What an outline says of the result itself, wherever it is. */
export type ContentOutline = Pick<
  ResultOutline,
  'contentId' | 'problem' | 'metadata' | 'rowCount' | 'columns' | 'resultSets'
>;

/** A result as a panel shows it: its cells are asked for by the id of its content, whatever else of it changes. */
export class ShownContent {
  private constructor(
    readonly result: OptimizationResult,
    private readonly id: string,
    private readonly columns: ContentOutline['columns'],
  ) {}

  static async of(result: OptimizationResult): Promise<ShownContent> {
    return new ShownContent(result, await contentId(result), result.columns.map(outlineOf));
  }

  outline(): ContentOutline {
    const { result, id, columns } = this;
    return {
      contentId: id,
      problem: result.problem,
      metadata: result.metadata,
      rowCount: result.rowCount,
      columns,
      resultSets: result.resultSets,
    };
  }

  /** @throws {StorageError} `conflict` when the page asks for another content: the outline says what there is. */
  cells({ contentId: id, column, start, end }: CellsAsked): CellRange {
    const found = this.id === id ? this.result.columns[column] : undefined;
    if (found === undefined) {
      throw new StorageError('conflict', 'The result has changed since it was shown.');
    }
    return cellRange(found, start, end);
  }
}

function outlineOf(column: Column): ColumnOutline {
  const { variable, type } = column;
  const missing = missingCells(column);
  return { variable, type, ...(missing > 0 && { missing }) };
}

export interface CellsAsked {
  readonly contentId: string;
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

/** Equal ids mean the same columns: the same variables, types and cells, in the same order. */
async function contentId({ columns, rowCount }: OptimizationResult): Promise<string> {
  const parts: string[] = [];
  for (const column of columns) {
    const range = cellRange(column, 0, rowCount);
    const { values, valid } = range;
    const categories = range.type === 'categorical' ? range.categories : [];
    parts.push(JSON.stringify([column.variable, column.type, categories]));
    parts.push(await webCryptoSha256(bytesOf(values)));
    if (valid !== undefined) parts.push(await webCryptoSha256(valid));
  }
  return webCryptoSha256(new TextEncoder().encode(JSON.stringify(parts)));
}

function bytesOf(values: CellRange['values']): Uint8Array {
  return ArrayBuffer.isView(values)
    ? new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    : new TextEncoder().encode(JSON.stringify(values));
}
