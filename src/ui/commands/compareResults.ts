import * as vscode from 'vscode';
import { isSameAddress } from '../../storage/address';
import type { Address } from '../../storage/address';
import { uriOf } from '../addressUri';
import { backendTitles } from '../wording';
import { chooseResults, pickResult, pickResults } from './chooseResults';
import type { CommandContext } from './commandContext';

/** As many as can be told apart in a plot. */
const mostCompared = 6;

/** Compares the fronts, histories and figures of two to six results. */
export async function compareResults(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const chosen = await chooseResults(context, args, { title: 'Compare Results' });
  const [first] = chosen;
  const all = chosen.length === 1 ? [first, ...(await pickOthers(context, first))] : chosen;
  const addresses = all.filter(
    (address, place) => all.findIndex(other => isSameAddress(other, address)) === place,
  );
  if (addresses.length >= 2 && addresses.length <= mostCompared) {
    await context.comparisons.show(addresses);
    return;
  }
  const found = addresses.length === 1 ? 'only one was' : `${addresses.length} were`;
  void vscode.window.showInformationMessage(
    `A comparison takes two to ${mostCompared} results, and ${found} chosen.`,
  );
}

/** Shows how the metadata of two results differ. */
export async function compareMetadata(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const [left, given] = await chooseResults(context, args, { title: 'Compare Metadata' });
  const right = given ?? (await pickResult(context.manager, otherThan(left)));
  const title = `${nameOf(left)} ↔ ${nameOf(right)}`;
  await vscode.commands.executeCommand('vscode.diff', uriOf(left), uriOf(right), title);
}

/** What is selected in the other views is offered as picked. */
function pickOthers(
  { manager, views }: CommandContext,
  left: Address,
): Promise<readonly Address[]> {
  const elsewhere = (Object.keys(backendTitles) as Address['backend'][])
    .filter(backend => backend !== left.backend)
    .flatMap(backend => views.selection(backend));
  return pickResults(manager, otherThan(left), elsewhere);
}

function otherThan(left: Address): Parameters<typeof pickResult>[1] {
  return {
    title: `Compare "${left.key}" With`,
    isOffered: address => !isSameAddress(address, left),
  };
}

function nameOf({ backend, key }: Address): string {
  return `${key} (${backendTitles[backend]})`;
}
