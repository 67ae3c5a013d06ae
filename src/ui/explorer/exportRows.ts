import type * as vscode from 'vscode';
import { partSteps } from '../../core/partOf';
import type { OptimizationResult } from '../../core/result';
import type { RowsAsked, SavedAs } from '../../webview/protocol';
import { askExport } from '../askExport';
import { askFile } from '../askFile';
import { withCancel } from '../commands/withCancel';
import { exportName } from '../exportName';
import { encodeAs, exportFormats } from '../exporting';
import type { ExportChoice } from '../exporting';
import { stepByStep } from '../stepByStep';
import type { StepRun } from '../stepByStep';
import { counted } from '../wording';
import { writeWhole } from '../writeWhole';
import { savedAs } from './savedAs';

/** Asks how and where to write rows of a result, and writes them. @param title of the result, as a file may be called. */
export function exportRows(
  title: string,
  result: OptimizationResult,
  asked: RowsAsked,
): Promise<SavedAs> {
  return savedAs(async () => {
    const rowCount = asked.rows?.length ?? result.rowCount;
    const choice = await askExport(rowCount);
    const kind = exportFormats[choice.format];
    const name = exportName(title, kind.extension, asked.part && fileNameOf(asked.part));
    const uri = await askFile(`Export ${counted(rowCount, 'row')}`, name, kind);
    await write(uri, { result, asked, choice });
    return uri;
  });
}

async function write(
  uri: vscode.Uri,
  what: {
    readonly result: OptimizationResult;
    readonly asked: RowsAsked;
    readonly choice: ExportChoice;
  },
): Promise<void> {
  const { result, asked, choice } = what;
  await withCancel(`Exporting to ${uri.path.replace(/^.*\//s, '')}`, async (signal, progress) => {
    let last = 0;
    const run: StepRun = {
      signal,
      onProgress: share => {
        progress.report({ increment: Math.max(0, share - last) * 100 });
        last = Math.max(last, share);
      },
    };
    const part = await stepByStep(partSteps(result, asked), { signal });
    await writeWhole(uri, await encodeAs(part, choice, run));
  });
}

/** Without what some file system does not take in a name. */
function fileNameOf(part: string): string {
  return part.replaceAll(/[\p{Cc}/\\:*?"<>|]+/gu, '_').slice(0, 60);
}
