import type { Column } from '../../core/column';
import { missingCells } from '../../core/missingCells';
import { rankingNames } from '../../core/rankings';
import type { OptimizationResult } from '../../core/result';
import { webCryptoSha256 } from '../../core/sha256';
import { StorageError } from '../../storage/errors';
import type { CellRange, ColumnOutline, ResultOutline } from '../../webview/protocol';
import { cellRange } from './cellRange';

/** What an outline says of the result itself, wherever it is. */
export type ContentOutline = Pick<
  ResultOutline,
  'contentId' | 'rowsId' | 'problem' | 'metadata' | 'rowCount' | 'columns' | 'resultSets'
>;

/** A result as a panel shows it: its cells are asked for by the id of its content, whatever else of it changes. */
export class ShownContent {
  private constructor(
    readonly result: OptimizationResult,
    private readonly ids: ContentIds,
    private readonly columns: ContentOutline['columns'],
  ) {}

  static async of(result: OptimizationResult): Promise<ShownContent> {
    return new ShownContent(result, await contentIds(result), result.columns.map(outlineOf));
  }

  outline(): ContentOutline {
    const { result, ids, columns } = this;
    return {
      ...ids,
      problem: result.problem,
      metadata: result.metadata,
      rowCount: result.rowCount,
      columns,
      resultSets: result.resultSets,
    };
  }

  /** @throws {StorageError} `conflict` when the page asks for another content: the outline says what there is. */
  cells({ contentId: id, column, start, end }: CellsAsked): CellRange {
    const found = this.resultOf(id).columns[column];
    if (found === undefined) throw changed();
    return cellRange(found, start, end);
  }

  /** The result, if it has this content still. @throws {StorageError} `conflict` */
  resultOf(id: string): OptimizationResult {
    if (this.ids.contentId !== id) throw changed();
    return this.result;
  }
}

function changed(): StorageError {
  return new StorageError('conflict', 'The result has changed since it was shown.');
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

type ContentIds = Pick<ResultOutline, 'contentId' | 'rowsId'>;

/** Equal ids mean the same columns: the same variables, types and cells, in the same order. */
async function contentIds(result: OptimizationResult): Promise<ContentIds> {
  const { columns, metadata } = result;
  const rankings = rankingNames(metadata);
  const parts: (readonly string[])[] = [];
  for (const column of columns) parts.push(await columnParts(column));
  const ofRows = parts.filter((_, place) => !rankings.has(columns[place]?.variable.name ?? ''));
  const idOf = (some: typeof parts) =>
    webCryptoSha256(new TextEncoder().encode(JSON.stringify(some.flat())));
  return { contentId: await idOf(parts), rowsId: await idOf(ofRows) };
}

async function columnParts(column: Column): Promise<readonly string[]> {
  const range = cellRange(column, 0, column.values.length);
  const { values, valid } = range;
  const categories = range.type === 'categorical' ? range.categories : [];
  return [
    JSON.stringify([column.variable, column.type, categories]),
    await webCryptoSha256(bytesOf(values)),
    ...(valid === undefined ? [] : [await webCryptoSha256(valid)]),
  ];
}

function bytesOf(values: CellRange['values']): Uint8Array {
  return ArrayBuffer.isView(values)
    ? new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    : new TextEncoder().encode(JSON.stringify(values));
}
