import * as vscode from 'vscode';
import type { ItemReading } from '../../sources/itemReading';
import type { Question } from '../../sources/sourceReader';
import { askRoles, withRoles } from '../importing/askRoles';
import { sourceNodeIn } from './chooseSource';
import type { CommandContext } from './commandContext';

/** Asks what the columns of a file of a source are for, remembers it for all files of its kind, and reads them again. */
export async function assignRoles(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const { sources, importer } = context;
  const { roles } = importer;
  const { reading, question } = await chooseAsking(context, args);
  const name = reading.item.inner.slice(reading.item.inner.lastIndexOf('/') + 1);
  const chosen = roles.all[question.kind];
  const proposal = chosen === undefined ? question.proposal : withRoles(question.proposal, chosen);
  await roles.remember(question.kind, await askRoles(name, proposal));
  await vscode.window.withProgress({ location: { viewId: 'optiscope.sources' } }, () =>
    sources.refresh(),
  );
}

interface Asking {
  readonly reading: ItemReading;
  readonly question: Question;
}

async function chooseAsking(
  { sources, sourceView }: CommandContext,
  args: readonly unknown[],
): Promise<Asking> {
  const node = sourceNodeIn(args);
  const given = node === undefined ? undefined : sourceView.tree.modelOf(node)?.readingsIn(node);
  const readings = given ?? sources.states.flatMap(state => state.readings);
  const asking = readings.flatMap(reading =>
    reading.question === undefined ? [] : [{ reading, question: reading.question }],
  );
  const [only, ...others] = asking;
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined) {
    void vscode.window.showInformationMessage(
      'The files say themselves what their columns are for.',
    );
    throw new vscode.CancellationError();
  }
  const picks = asking.map(each => ({ label: each.reading.item.inner, asking: each }));
  const picked = await vscode.window.showQuickPick(picks, { title: 'Assign Roles' });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.asking;
}
