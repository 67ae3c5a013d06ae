import * as vscode from 'vscode';
import { placeOfSource } from '../../sources/sourceConfig';
import type { SourceModel } from '../sources/sourceModel';
import type { SourceTreeNode } from '../sources/sourceNodes';
import { chooseSource, sourceNodeOf } from './chooseSource';
import type { CommandContext } from './commandContext';

/** Shows the file of a row in the Explorer, or where the system shows files when it lies outside the workspace. */
export async function revealSourceFile(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const source = await chooseSource(context, args, 'Reveal File');
  const model = context.sourceView.tree.modelOf({ source });
  if (model === undefined) return;
  const uri = vscode.Uri.file(pathOf(sourceNodeOf(context, args), model));
  const isInside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  const command = isInside ? 'revealInExplorer' : 'revealFileInOS';
  await vscode.commands.executeCommand(command, uri);
}

function pathOf(node: SourceTreeNode | undefined, model: SourceModel): string {
  switch (node?.kind) {
    case 'item':
    case 'result': {
      const path = model.readingOf(node.inner)?.item.path;
      if (path !== undefined) return path;
      break;
    }
    case 'refused':
      return node.refused.path;
    default:
  }
  return placeOfSource(model.state.config.location).root;
}
