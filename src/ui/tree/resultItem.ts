import * as vscode from 'vscode';
import type { Header } from '../../core/header';
import type { Address } from '../../storage/address';
import { uriOf } from '../addressUri';
import { age, ageInWords, backendTitles, counted, inBytes, objectivesInWords } from '../wording';

/** How a result looks in a tree. Everything but the tooltip, which is made when it is asked for. */
export function resultItem(address: Address, name: string, header: Header): vscode.TreeItem {
  const now = Date.now();
  const rows = counted(header.rowCount, 'row');
  const objectives = objectivesInWords(header.variables);
  const size = inBytes(header.size);
  const item = baseItem(address, name);
  item.description = [rows, objectives, size, age(header.updatedAt, now)].join(' · ');
  item.contextValue = `result ${address.backend}`;
  item.accessibilityInformation = {
    label: `Result ${name}, ${rows}, ${objectives}, ${size}, saved ${ageInWords(header.updatedAt, now)}, in ${backendTitles[address.backend]}`,
  };
  return item;
}

/** How a result looks whose header cannot be read. */
export function damagedItem(address: Address, name: string, message: string): vscode.TreeItem {
  const item = baseItem(address, name);
  item.description = 'cannot be read';
  item.tooltip = message;
  item.contextValue = `result damaged ${address.backend}`;
  item.accessibilityInformation = { label: `Result ${name} cannot be read: ${message}` };
  return item;
}

/** What all rows of results have in common, wherever the results are. */
export function baseItem(address: Address, name: string): vscode.TreeItem {
  const item = new vscode.TreeItem(name);
  item.id = `${address.backend}:${address.key}`;
  item.iconPath = new vscode.ThemeIcon('graph-scatter');
  item.resourceUri = uriOf(address);
  // Looking at one result after the other, and F2 on what was clicked, need the focus to stay in the tree.
  const options: vscode.TextDocumentShowOptions = { preserveFocus: true };
  const open = { command: 'optiscope.open', title: 'Open' };
  item.command = { ...open, arguments: [address, options] };
  return item;
}
