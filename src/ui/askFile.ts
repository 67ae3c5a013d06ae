import * as vscode from 'vscode';

/** What kind of file is asked for. */
export interface FileKind {
  readonly title: string;
  /** Without its dot. */
  readonly extension: string;
}

/** Asks where to write a file; a name for it stands there already. @throws {vscode.CancellationError} */
export async function askFile(title: string, name: string, kind: FileKind): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    title,
    filters: { [kind.title]: [kind.extension] },
    ...(folder !== undefined && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (uri === undefined) throw new vscode.CancellationError();
  return uri;
}
