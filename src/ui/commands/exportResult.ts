import * as vscode from 'vscode';
import type { Address } from '../../storage/address';
import { askExport } from '../askExport';
import { askFile } from '../askFile';
import { type ExportFormat, exportFormats, exportResult } from '../exporting';
import { exportName } from '../exportName';
import { counted } from '../wording';
import { chooseResults } from './chooseResults';
import type { CommandContext } from './commandContext';
import { withSteps } from './withSteps';

/** Writes results to files: one to a file of the user's choice, several into a folder. */
export async function exportResults(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const results = await chooseResults(context, args, { title: 'Export Results' });
  const headers = await Promise.all(results.map(address => context.manager.header(address)));
  const choice = await askExport(Math.max(...headers.map(header => header?.rowCount ?? 0)));
  const { format } = choice;
  const [first, ...others] = results;
  const targets =
    others.length === 0
      ? [{ address: first, uri: await askPlace(first, format) }]
      : await askFolder(results, format);
  const title = `Exporting ${counted(targets.length, 'result')}`;
  await withSteps(title, targets, ({ address, uri }) =>
    exportResult(context.manager, address, uri, choice),
  );
  await offerToReveal(targets.map(({ uri }) => uri));
}

function askPlace({ key }: Address, format: ExportFormat): Promise<vscode.Uri> {
  const kind = exportFormats[format];
  return askFile(`Export "${key}"`, exportName(key, kind.extension), kind);
}

async function askFolder(
  results: readonly Address[],
  format: ExportFormat,
): Promise<{ address: Address; uri: vscode.Uri }[]> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: `Export ${counted(results.length, 'result')} into a folder`,
      openLabel: 'Export Here',
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (folder === undefined) throw new vscode.CancellationError();
  const { extension } = exportFormats[format];
  const targets = results.map(address => ({
    address,
    uri: vscode.Uri.joinPath(folder, `${address.key}.${extension}`),
  }));
  const taken = await existing(targets.map(({ uri }) => uri));
  if (taken > 0) {
    const replace = `Replace ${counted(taken, 'File')}`;
    const chosen = await vscode.window.showWarningMessage(
      `${counted(taken, 'file')} of that name exist in ${folder.path}.`,
      { modal: true },
      replace,
    );
    if (chosen === undefined) throw new vscode.CancellationError();
  }
  return targets;
}

async function existing(uris: readonly vscode.Uri[]): Promise<number> {
  const stats = await Promise.allSettled(uris.map(uri => vscode.workspace.fs.stat(uri)));
  return stats.filter(({ status }) => status === 'fulfilled').length;
}

async function offerToReveal(uris: readonly vscode.Uri[]): Promise<void> {
  const [first] = uris;
  const reveal = 'Show in Explorer';
  const message =
    uris.length === 1 ? `Exported ${first?.path}.` : `Exported ${counted(uris.length, 'file')}.`;
  void vscode.window.showInformationMessage(message, reveal).then(chosen => {
    if (chosen === reveal) void vscode.commands.executeCommand('revealInExplorer', first);
  });
}
