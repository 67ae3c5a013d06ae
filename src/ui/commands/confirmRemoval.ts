import * as vscode from 'vscode';
import { readSettings } from '../settings';

/** A question before something is removed. */
export interface RemovalQuestion {
  readonly message: string;
  /** What goes and what stays. */
  readonly detail: string;
  /** Texts of the buttons, the usual one first. */
  readonly buttons: readonly [string, ...string[]];
  /** What has to be typed when the user has chosen to confirm by typing. */
  readonly name: string;
}

/**
 * Asks before results are removed, in the way the settings say; returns the button chosen.
 * @throws {vscode.CancellationError}
 */
export async function confirmRemoval(question: RemovalQuestion): Promise<string> {
  const { message, detail, buttons, name } = question;
  const chosen = await vscode.window.showWarningMessage(
    message,
    { modal: true, detail },
    ...buttons,
  );
  if (chosen === undefined) throw new vscode.CancellationError();
  if (readSettings().confirmationStyle === 'typeName') await askToType(message, name);
  return chosen;
}

async function askToType(message: string, name: string): Promise<void> {
  const typed = await vscode.window.showInputBox({
    title: message,
    prompt: `Type ${name} to confirm.`,
    validateInput: text => (text === name || text === '' ? undefined : `Expected ${name}`),
  });
  if (typed !== name) throw new vscode.CancellationError();
}
