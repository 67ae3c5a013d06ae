import * as vscode from 'vscode';
import type { Address } from '../../storage/address';
import { uriOf } from '../addressUri';

/** Results travel as the addresses of their documents, beside the files of the Explorer. */
export const urisMime = 'text/uri-list';

export function putResults(transfer: vscode.DataTransfer, results: readonly Address[]): void {
  const uris = results.map(address => uriOf(address).toString());
  transfer.set(urisMime, new vscode.DataTransferItem(uris.join('\r\n')));
}

export async function droppedUris(transfer: vscode.DataTransfer): Promise<readonly vscode.Uri[]> {
  const list = (await transfer.get(urisMime)?.asString()) ?? '';
  const lines = list.split(/\r?\n/).filter(line => line !== '' && !line.startsWith('#'));
  return lines.map(line => vscode.Uri.parse(line, true));
}
