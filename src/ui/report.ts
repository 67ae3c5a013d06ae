import * as vscode from 'vscode';
import { ResultError } from '../core/errors';
import { FormatError } from '../formats/formatError';
import { type StorageError, isStorageError } from '../storage/errors';

/** Something the user can do about a failure. */
export interface Remedy {
  readonly title: string;
  readonly command: string;
}

const remedies: Partial<Record<StorageError['code'], Remedy>> = {
  unavailable: { title: 'Open Settings', command: 'optiscope.openSettings' },
  unsupported: { title: 'Open Settings', command: 'optiscope.openSettings' },
  'replication-failed': { title: 'Sync Backends…', command: 'optiscope.syncBackends' },
};

/** Whether the message of `error` was written for the user. */
function isForTheUser(error: unknown): error is StorageError | ResultError | FormatError {
  return isStorageError(error) || error instanceof ResultError || error instanceof FormatError;
}

/** Whether `error` only says that the user changed their mind. */
function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || isStorageError(error, 'cancelled');
}

/** What to tell the user about `error`, in one sentence or two. */
export function messageOf(error: unknown): string {
  if (isForTheUser(error)) return error.message;
  return `Unexpected error: ${error instanceof Error ? error.message : String(error)}`;
}

/** The one way in which failures reach the user: a message for what they started, a log line for everything. */
export class Reporter {
  constructor(private readonly log: vscode.LogOutputChannel) {}

  /**
   * Runs what the user asked for. A failure is logged and shown with something to do about it; it is not thrown on,
   * because VS Code would show it once more. Callers that need the error use the extension's API instead of commands.
   */
  async run<T>(title: string, work: () => T | Thenable<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (isCancellation(error)) return undefined;
      this.fail(title, error);
      return undefined;
    }
  }

  /** Logs a failure and shows it with something to do about it. */
  fail(title: string, error: unknown): void {
    this.background(title, error);
    void this.show(error);
  }

  /** Notes a failure of something nobody is waiting for. */
  background(title: string, error: unknown): void {
    this.log.error(`${title}: ${messageOf(error)}`);
    if (!(error instanceof Error)) return;
    if (error.cause instanceof Error) this.log.error(`Cause: ${error.cause.message}`);
    if (!isForTheUser(error)) this.log.error(error.stack ?? '');
  }

  info(message: string): void {
    this.log.info(message);
  }

  private async show(error: unknown): Promise<void> {
    const remedy = isStorageError(error) ? remedies[error.code] : undefined;
    const showLog: Remedy = { title: 'Show Log', command: 'optiscope.showLog' };
    const offered = remedy === undefined ? [showLog] : [remedy, showLog];
    const chosen = await vscode.window.showErrorMessage(messageOf(error), ...offered);
    if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command);
  }
}
