import type * as vscode from 'vscode';
import type { OptimizationResult } from '../core/result';
import { FormatError } from '../formats/formatError';
import type { Address } from '../storage/address';
import type { StorageManager } from '../storage/manager';
import { writeWhole } from './writeWhole';

/** A kind of file a result can be exported as. */
export type ExportFormat = 'feather' | 'parquet' | 'csv' | 'json';

export const exportFormats: Readonly<
  Record<
    ExportFormat,
    { readonly title: string; readonly extension: string; readonly detail: string }
  >
> = {
  feather: {
    title: 'Feather',
    extension: 'arrow',
    detail: 'Exact, with all metadata; pandas.read_feather',
  },
  parquet: { title: 'Parquet', extension: 'parquet', detail: 'pandas.read_parquet' },
  csv: { title: 'CSV', extension: 'csv', detail: 'Values only' },
  json: { title: 'JSON', extension: 'json', detail: 'Columns and metadata' },
};

/**
 * Writes a result to a file, replacing it.
 * @throws {FormatError} when the file's extension is not one that can be written.
 * @throws {StorageError} when the result cannot be read.
 */
export async function exportResult(
  manager: StorageManager,
  address: Address,
  uri: vscode.Uri,
  format: ExportFormat = formatOf(uri),
): Promise<void> {
  const bytes =
    format === 'feather'
      ? (await manager.readArtifact(address)).bytes
      : await encode(await manager.loadFrom(address), format);
  await writeWhole(uri, bytes);
}

/** The format that a file's extension asks for. */
function formatOf(uri: vscode.Uri): ExportFormat {
  const extension = uri.path.slice(uri.path.lastIndexOf('.') + 1).toLowerCase();
  const known = Object.entries(exportFormats) as [ExportFormat, { extension: string }][];
  const found = known.find(
    ([name, format]) => extension === name || extension === format.extension,
  );
  if (found !== undefined) return found[0];
  throw new FormatError(
    uri.path.slice(uri.path.lastIndexOf('/') + 1),
    'cannot be written: expected the extension .arrow, .feather, .parquet, .csv or .json.',
  );
}

async function encode(
  result: OptimizationResult,
  format: Exclude<ExportFormat, 'feather'>,
): Promise<Uint8Array> {
  // Loaded when needed: the writers are the heaviest part of the extension that most sessions never use.
  switch (format) {
    case 'csv':
      return (await import('../formats/export/toCsv')).toCsv(result);
    case 'json':
      return (await import('../formats/export/toJson')).toJson(result);
    case 'parquet':
      return (await import('../formats/export/toParquet')).toParquet(result);
  }
}
