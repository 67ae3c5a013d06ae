import * as vscode from 'vscode';
import { isSameAddress } from '../../storage/address';
import type { Address, BackendName } from '../../storage/address';
import type { StorageManager } from '../../storage/manager';
import { backendTitles } from '../wording';
import type { CommandContext } from './commandContext';

/** What is to be chosen. */
export interface Choice {
  readonly title: string;
  /** Which results the command is for. Default: all. */
  readonly isOffered?: (address: Address) => boolean;
}

/** Whether a result can be changed where it is: the files of other programs are only read. */
export function isOurs({ backend }: Address): boolean {
  return backend !== 'sources';
}

interface ResultPick extends vscode.QuickPickItem {
  readonly address: Address;
}

/**
 * The results that a command is for: those it was called on, else those selected in the view that its keybinding or
 * the last click was in, else what the user picks among all backends.
 * @param args what VS Code passes: a node and the whole selection, an address, or `{ view }` from a keybinding.
 * @throws {vscode.CancellationError} when the user picks nothing.
 */
export async function chooseResults(
  { manager, views }: CommandContext,
  args: readonly unknown[],
  { title, isOffered = () => true }: Choice,
): Promise<readonly [Address, ...Address[]]> {
  const [first, second] = args;
  const view = isViewArgument(first) ? first.view : undefined;
  const given = (Array.isArray(second) ? second : [first]).filter(isAddress);
  const wanted = given.length > 0 ? given : views.selection(view);
  const [head, ...rest] = wanted.filter(isOffered);
  if (head !== undefined) return [head, ...rest];
  return pickResults(manager, { title, isOffered });
}

/** Like {@link chooseResults}, for a command that takes one result. */
export async function chooseResult(
  context: CommandContext,
  args: readonly unknown[],
  { title, isOffered = () => true }: Choice,
): Promise<Address> {
  const [first] = args;
  const view = isViewArgument(first) ? first.view : undefined;
  const selected = context.views.selection(view).filter(isOffered);
  if (isAddress(first) && isOffered(first)) return first;
  if (selected[0] !== undefined && selected.length === 1) return selected[0];
  return pickResult(context.manager, { title, isOffered });
}

/**
 * A searchable list of the results of all backends.
 * @throws {vscode.CancellationError}
 */
export async function pickResult(
  manager: StorageManager,
  { title, isOffered = () => true }: Choice,
): Promise<Address> {
  const picks = resultsToPick(manager, isOffered);
  const picked = await vscode.window.showQuickPick(picks, pickOptions(title));
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.address;
}

/**
 * Like {@link pickResult}, for several of them.
 * @param proposed those that are picked at the start.
 * @throws {vscode.CancellationError} when the user picks nothing.
 */
export async function pickResults(
  manager: StorageManager,
  { title, isOffered = () => true }: Choice,
  proposed: readonly Address[] = [],
): Promise<readonly [Address, ...Address[]]> {
  const options = { ...pickOptions(title), canPickMany: true as const };
  const picks = (await resultsToPick(manager, isOffered)).map(pick => ({
    ...pick,
    picked: proposed.some(address => isSameAddress(address, pick.address)),
  }));
  const picked = await vscode.window.showQuickPick(picks, options);
  const [first, ...others] = (picked ?? []).map(({ address }) => address);
  if (first === undefined) throw new vscode.CancellationError();
  return [first, ...others];
}

function pickOptions(title: string): vscode.QuickPickOptions {
  return {
    title,
    placeHolder: 'Type to search the keys of all backends',
    matchOnDescription: true,
  };
}

async function resultsToPick(
  manager: StorageManager,
  isOffered: (address: Address) => boolean,
): Promise<ResultPick[]> {
  const listings = manager.backends.map(async ({ name }) => {
    // A backend that cannot be listed says so in its view; the others can still be picked from.
    const keys = await manager.listResults({ fromBackend: name }).catch(() => []);
    return keys
      .map(key => ({ backend: name, key }))
      .filter(isOffered)
      .map(pick);
  });
  const picks = (await Promise.all(listings)).flat();
  if (picks.length === 0) {
    void vscode.window.showInformationMessage('There are no results yet. Import one first.');
    throw new vscode.CancellationError();
  }
  return picks;
}

function pick(address: Address): ResultPick {
  return { label: address.key, description: backendTitles[address.backend], address };
}

function isViewArgument(value: unknown): value is { readonly view: BackendName } {
  return typeof value === 'object' && value !== null && 'view' in value;
}

function isAddress(value: unknown): value is Address {
  return typeof value === 'object' && value !== null && 'backend' in value && 'key' in value;
}
