import * as vscode from 'vscode';
import { isStorageError } from '../../storage/errors';
import type { SavedAs } from '../../webview/protocol';

/** Where something was written, in the answer to a page; that the user changed their mind is no failure. */
export async function savedAs(write: () => Promise<vscode.Uri>): Promise<SavedAs> {
  try {
    return { savedAs: vscode.workspace.asRelativePath(await write()) };
  } catch (error) {
    if (error instanceof vscode.CancellationError || isStorageError(error, 'cancelled')) return {};
    throw error;
  }
}
