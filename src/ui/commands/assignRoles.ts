import * as vscode from 'vscode';
import type { ItemReading } from '../../sources/itemReading';
import type { Question } from '../../sources/sourceReader';
import { askRoles, withRoles } from '../importing/askRoles';
import type { SourceTreeNode } from '../sources/sourceNodes';
import { counted, objectivesInWords } from '../wording';
import { sourceNodeOf } from './chooseSource';
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
  const others =
    askingIn(context).filter(other => other.question.kind === question.kind).length - 1;
  await vscode.window.withProgress({ location: { viewId: 'optiscope.sources' } }, () =>
    sources.refresh(),
  );
  const alike = others > 0 ? ` and ${counted(others, 'file')} like it` : '';
  vscode.window.setStatusBarMessage(
    `Assigned roles to ${name}${alike}; they hold for all files with these columns`,
    5000,
  );
}

interface Asking {
  readonly source: string;
  readonly reading: ItemReading;
  readonly question: Question;
}

async function chooseAsking(context: CommandContext, args: readonly unknown[]): Promise<Asking> {
  const given = askingIn(context, sourceNodeOf(context, args));
  const asking = given.length > 0 ? given : askingIn(context);
  const [only, ...others] = asking;
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined) {
    void vscode.window.showInformationMessage(
      'The files say themselves what their columns are for.',
    );
    throw new vscode.CancellationError();
  }
  const picks = asking.map(each => ({
    label: each.reading.item.inner,
    description: `${each.source} · ${objectivesIn(each.reading)}`,
    asking: each,
  }));
  const picked = await vscode.window.showQuickPick(picks, {
    title: 'Assign Roles',
    placeHolder: 'Files that do not say what their columns are for, with what is assumed',
    matchOnDescription: true,
  });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.asking;
}

/** The files of all sources, or of one row, that do not say what their columns are for. */
function askingIn(
  { sources, sourceView }: CommandContext,
  node?: SourceTreeNode,
): readonly Asking[] {
  const readings =
    node === undefined
      ? sources.states.flatMap(({ config, readings }) =>
          readings.map(reading => [config.name, reading] as const),
        )
      : (sourceView.tree.modelOf(node)?.readingsIn(node) ?? []).map(
          reading => [node.source, reading] as const,
        );
  return readings.flatMap(([source, reading]) =>
    reading.question === undefined ? [] : [{ source, reading, question: reading.question }],
  );
}

function objectivesIn({ results }: ItemReading): string {
  return objectivesInWords(results[0]?.head.variables ?? []);
}
