import type * as vscode from 'vscode';
import type { OptimizationResult } from '../core/result';
import { encodeResult } from '../core/resultFile';
import { FormatError } from '../formats/formatError';
import type { Address } from '../storage/address';
import type { StorageManager } from '../storage/manager';
import { stepByStep } from './stepByStep';
import type { StepRun } from './stepByStep';
import { writeWhole } from './writeWhole';

/** A kind of file a result can be exported as. */
export type ExportFormat = 'feather' | 'parquet' | 'csv' | 'json' | 'latex';

/** What is written, and how. */
export interface ExportChoice {
  readonly format: ExportFormat;
  /** LaTeX only: significant digits of floats; absent: all that are needed. */
  readonly digits?: number;
}

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
  latex: {
    title: 'LaTeX',
    extension: 'tex',
    detail: 'A tabular with booktabs, for some hundred rows',
  },
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
  choice: ExportChoice = { format: formatOf(uri) },
): Promise<void> {
  const bytes =
    choice.format === 'feather'
      ? (await manager.readArtifact(address)).bytes
      : await encodeAs(await manager.loadFrom(address), choice);
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
    'cannot be written: expected the extension .arrow, .feather, .parquet, .csv, .json or .tex.',
  );
}

/** A result as a file of another program. @throws {StorageError} `cancelled` */
export async function encodeAs(
  result: OptimizationResult,
  { format, digits }: ExportChoice,
  run: StepRun = {},
): Promise<Uint8Array> {
  // Loaded when needed: the writers are the heaviest part of the extension that most sessions never use.
  switch (format) {
    case 'feather':
      return (await encodeResult(result, { updatedAt: new Date().toISOString() })).bytes;
    case 'csv':
      return stepByStep((await import('../formats/export/toCsv')).csvSteps(result), run);
    case 'json':
      return stepByStep((await import('../formats/export/toJson')).jsonSteps(result), run);
    case 'parquet':
      return stepByStep((await import('../formats/export/toParquet')).parquetSteps(result), run);
    case 'latex': {
      const { latexSteps } = await import('../formats/export/toLatex');
      return stepByStep(latexSteps(result, digits === undefined ? {} : { digits }), run);
    }
  }
}
