import * as vscode from 'vscode';
import { withoutEntry } from '../sources/sourceSetting';
import { sourceSettingInUse, writeSources } from '../sources/writeSources';
import { pickSource, sourceNodeOf } from './chooseSource';
import type { CommandContext } from './commandContext';

/** Shows a source no more. Its files stay as they are, so nothing is asked. */
export async function removeSource(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const { sources, backends } = context;
  const name = await nameOf(context, args);
  if (name === undefined) return;
  const place = backends.sources().findIndex(config => config.name === name);
  if (place < 0) return;
  const setting = sourceSettingInUse();
  await writeSources(setting, withoutEntry(setting.value, place));
  sources.configure(backends.sources());
  vscode.window.setStatusBarMessage(`Removed the source ${name}; its files stay`, 3000);
}

/** Only the row of a source stands for it here: whoever presses Delete on a result in it does not mean all of it. */
async function nameOf(
  context: CommandContext,
  args: readonly unknown[],
): Promise<string | undefined> {
  const node = sourceNodeOf(context, args);
  if (node?.kind === 'source') return node.source;
  const [first] = args;
  const isByKey = typeof first === 'object' && first !== null && 'view' in first;
  if (!isByKey) return pickSource(context, 'Remove Source');
  vscode.window.setStatusBarMessage(
    'Files of sources are only read; select a source to remove it',
    5000,
  );
  return undefined;
}
