import * as vscode from 'vscode';
import type { Address } from '../../storage/address';
import { openDocument } from '../documents/resultFileSystem';
import { readSettings } from '../settings';
import { chooseResult, pickResult } from './chooseResults';
import type { CommandContext } from './commandContext';

/** Opens a result as the setting `openResultWith` says. */
export async function open(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const [, options] = args;
  const address = await chooseResult(context, args, { title: 'Open' });
  await openAsSet(context, address, isShowOptions(options) ? options : {});
}

/** Opens the metadata document of a result; beside its explorer when the command was called on that. */
export async function openResult(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const [first, options] = args;
  const explored = first instanceof vscode.Uri ? context.explorers.active : undefined;
  if (explored !== undefined) {
    await openDocument(explored, { viewColumn: vscode.ViewColumn.Beside });
    return;
  }
  const address = await chooseResult(context, args, { title: 'Open Metadata' });
  await openDocument(address, isShowOptions(options) ? options : {});
}

/** Opens the explorer or the metadata of a result, as the setting says. */
export async function openAsSet(
  { explorers }: Pick<CommandContext, 'explorers'>,
  address: Address,
  options: ShowOptions = {},
): Promise<void> {
  if (readSettings().openResultWith === 'metadata') await openDocument(address, options);
  else explorers.show(address, options);
}

type ShowOptions = Pick<vscode.TextDocumentShowOptions, 'preserveFocus'>;

function isShowOptions(value: unknown): value is ShowOptions {
  return typeof value === 'object' && value !== null && 'preserveFocus' in value;
}

/** Finds a result of any backend by its key, shows it in its view and opens it. */
export async function findResult(context: CommandContext): Promise<void> {
  const address = await pickResult(context.manager, { title: 'Find Result' });
  await context.views.reveal(address);
  await openAsSet(context, address);
}
