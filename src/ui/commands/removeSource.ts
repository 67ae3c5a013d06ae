import * as vscode from 'vscode';
import { withoutEntry } from '../sources/sourceSetting';
import { sourceSettingInUse, writeSources } from '../sources/writeSources';
import { chooseSource } from './chooseSource';
import type { CommandContext } from './commandContext';

/** Shows a source no more. Its files stay as they are, so nothing is asked. */
export async function removeSource(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const { sources, backends } = context;
  const name = await chooseSource(context, args, 'Remove Source');
  const place = backends.sources().findIndex(config => config.name === name);
  if (place < 0) return;
  const setting = sourceSettingInUse();
  await writeSources(setting, withoutEntry(setting.value, place));
  sources.configure(backends.sources());
  vscode.window.setStatusBarMessage(`Removed the source ${name}; its files stay`, 3000);
}
