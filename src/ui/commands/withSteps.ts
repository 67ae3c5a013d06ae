import * as vscode from 'vscode';
import { StorageError, isStorageError } from '../../storage/errors';

/**
 * Does `work` for one item after the other, with progress and Cancel. What was done before a failure or a
 * cancellation stays done and is told.
 * @throws {StorageError} of the first failure, after everything else was tried; `cancelled` after a cancellation.
 */
export async function withSteps<T, R>(
  title: string,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const done: R[] = [];
    const failures: unknown[] = [];
    for (const [index, item] of items.entries()) {
      if (token.isCancellationRequested) throw cancelled(title, done.length, items.length);
      progress.report({
        message: `${index + 1} of ${items.length}`,
        increment: 100 / items.length,
      });
      try {
        done.push(await work(item));
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1) throw several(title, failures, items.length);
    return done;
  });
}

function cancelled(title: string, done: number, all: number): StorageError {
  void vscode.window.showInformationMessage(`${title}: cancelled after ${done} of ${all}.`);
  return new StorageError('cancelled', `${title} was cancelled.`);
}

function several(title: string, failures: readonly unknown[], all: number): Error {
  const first = failures[0];
  const code = isStorageError(first) ? first.code : 'unavailable';
  const message = first instanceof Error ? first.message : String(first);
  return new StorageError(code, `${title}: ${failures.length} of ${all} failed. ${message}`, {
    cause: new AggregateError(failures, failures.map(String).join('\n')),
  });
}
