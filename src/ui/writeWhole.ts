import * as vscode from 'vscode';

/**
 * Writes a file, replacing it. Nobody ever finds a part of it: the bytes come to lie beside it first, and take its place when
 * they are all there.
 */
export async function writeWhole(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const { fs } = vscode.workspace;
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const beside = vscode.Uri.joinPath(uri, '..', `.${name}.${crypto.randomUUID()}.tmp`);
  try {
    await fs.writeFile(beside, bytes);
    await fs.rename(beside, uri, { overwrite: true });
  } catch (error) {
    await fs.delete(beside).then(undefined, () => undefined);
    throw error;
  }
}
