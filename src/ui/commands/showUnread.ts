import { unreadText } from '../sources/sourceText';
import { chooseSource, sourceNodeIn } from './chooseSource';
import type { CommandContext } from './commandContext';

/** Shows what could not be read of a source, or of the files of one of its rows, and why. */
export async function showUnread(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const { reports, sourceView } = context;
  const source = await chooseSource(context, args, 'Show What Was Not Read');
  const model = sourceView.tree.modelOf({ source });
  if (model === undefined) return;
  const node = sourceNodeIn(args);
  const readings =
    node === undefined || node.kind === 'source' || node.kind === 'refusals'
      ? undefined
      : model.readingsIn(node);
  await reports.show('Not Read', unreadText(model.state, readings));
}
