import * as vscode from 'vscode';
import type { Address } from '../../storage/address';
import { uriOf } from '../addressUri';
import { openDocument } from '../documents/resultFileSystem';
import { backendTitles } from '../wording';
import { chooseResult, chooseResults, pickResult } from './chooseResults';
import type { CommandContext } from './commandContext';

/** Opens the metadata document of a result. */
export async function openResult(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const [, options] = args;
  const address = await chooseResult(context, args, { title: 'Open Result' });
  await openDocument(address, isShowOptions(options) ? options : {});
}

function isShowOptions(value: unknown): value is vscode.TextDocumentShowOptions {
  return typeof value === 'object' && value !== null && 'preserveFocus' in value;
}

/** Finds a result of any backend by its key, shows it in its view and opens it. */
export async function findResult({ manager, views }: CommandContext): Promise<void> {
  const address = await pickResult(manager, { title: 'Find Result' });
  await views.reveal(address);
  await openDocument(address);
}

/** Shows how the documents of two results differ. */
export async function compareResults(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const [left, given] = await chooseResults(context, args, { title: 'Compare Results' });
  const right = given ?? (await pickOther(context, left));
  const title = `${nameOf(left)} ↔ ${nameOf(right)}`;
  await vscode.commands.executeCommand('vscode.diff', uriOf(left), uriOf(right), title);
}

function pickOther({ manager }: CommandContext, left: Address): Promise<Address> {
  const isOther = (address: Address): boolean =>
    address.backend !== left.backend || address.key !== left.key;
  return pickResult(manager, { title: `Compare "${left.key}" With`, isOffered: isOther });
}

function nameOf({ backend, key }: Address): string {
  return `${key} (${backendTitles[backend]})`;
}
