import * as vscode from 'vscode';
import type { Change } from '../../storage/change';
import { undoInWords } from '../undoText';
import type { CommandContext } from './commandContext';
import { takeBack } from './undoLastChange';

export interface UndoableTexts<T> {
  /** What the user does, e.g. `Delete 3 results`. */
  readonly title: string;
  /** What is told when it is done. */
  readonly done: (value: T) => string;
  /** What is told, beside the failure, when something was done before it failed. */
  readonly half: string;
  /** Whether what was done should not be overlooked. */
  readonly isWarning?: (value: T) => boolean;
}

/**
 * Runs `work` as one change, says what was done and offers to take it back; also what was done before a failure, which is
 * thrown on.
 */
export async function undoably<T>(
  context: CommandContext,
  { title, done, half, isWarning }: UndoableTexts<T>,
  work: (change: Change) => Thenable<T>,
): Promise<T> {
  const { changes } = context.manager;
  let id = '';
  try {
    const value = await changes.inOne(title, async change => {
      id = change.id;
      return await work(change);
    });
    offerUndo(context, { id, message: done(value), isWarning: isWarning?.(value) ?? false });
    return value;
  } catch (error) {
    offerUndo(context, { id, message: half, onlyWithUndo: true });
    throw error;
  }
}

interface UndoOffer {
  readonly id: string;
  readonly message: string;
  /** Whether nothing is said when there is nothing to take back. */
  readonly onlyWithUndo?: boolean;
  readonly isWarning?: boolean;
}

/** Nobody waits for it: the command is done, the offer stands until it is dismissed. */
function offerUndo(
  context: CommandContext,
  { id, message, onlyWithUndo = false, isWarning = false }: UndoOffer,
): void {
  const { manager, reporter } = context;
  const undo = 'Undo';
  void reporter.run(undo, async () => {
    const change = (await manager.changes.list()).find(pending => pending.id === id);
    if (change === undefined && onlyWithUndo) return;
    const words = change === undefined ? message : `${message} ${undoInWords(change)}`;
    const buttons = change === undefined ? [] : [undo];
    const chosen = await (isWarning
      ? vscode.window.showWarningMessage(words, ...buttons)
      : vscode.window.showInformationMessage(words, ...buttons));
    if (chosen === undo) await takeBack(context, id);
  });
}
