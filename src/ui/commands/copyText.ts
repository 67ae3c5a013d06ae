import * as vscode from 'vscode';
import { pythonCode } from '../pythonCode';
import { counted } from '../wording';
import { chooseResult, chooseResults } from './chooseResults';
import type { CommandContext } from './commandContext';

/** Puts the keys of results on the clipboard, one a line. */
export async function copyKey(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const results = await chooseResults(context, args, { title: 'Copy Key' });
  await vscode.env.clipboard.writeText(results.map(({ key }) => key).join('\n'));
  vscode.window.setStatusBarMessage(`Copied ${counted(results.length, 'key')}`, 3000);
}

/** Puts Python code on the clipboard that loads a result with pandas. */
export async function copyAsPython(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const address = await chooseResult(context, args, { title: 'Copy as Python' });
  const code = await pythonCode(context, address);
  await vscode.env.clipboard.writeText(code);
  vscode.window.setStatusBarMessage('Copied Python code', 3000);
}
