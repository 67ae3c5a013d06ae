import * as vscode from 'vscode';
import { keyFault } from '../../storage/keys';
import type { StorageManager } from '../../storage/manager';

/**
 * Asks for a key that no backend has yet; the box stays open until it is a good one.
 * @param proposed shown for editing, with its last segment selected.
 * @throws {vscode.CancellationError}
 */
export async function askKey(
  manager: StorageManager,
  title: string,
  proposed: string,
): Promise<string> {
  const key = await vscode.window.showInputBox({
    title,
    value: proposed,
    valueSelection: [proposed.lastIndexOf('/') + 1, proposed.length],
    prompt: 'A key names a result in every backend; "/" makes folders.',
    validateInput: async text => {
      if (text === proposed) return undefined;
      const fault = keyFault(text);
      if (fault !== undefined) return `A key cannot be used that ${fault}.`;
      return (await manager.existsResult(text, { checkAll: true }))
        ? `There is a result "${text}" already.`
        : undefined;
    },
  });
  if (key === undefined) throw new vscode.CancellationError();
  return key;
}
