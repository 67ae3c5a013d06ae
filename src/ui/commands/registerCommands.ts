import * as vscode from 'vscode';
import { addSource } from './addSource';
import { clearAllResults, clearCache } from './clearBackends';
import type { CommandContext } from './commandContext';
import { deleteResult } from './deleteResult';
import { importResult } from './importResult';
import { migrateResult } from './migrateResult';
import { openInExplorer } from './openInExplorer';
import { openInOptiScope } from './openInOptiScope';
import { findResult, open, openResult } from './openResult';
import { removeSource } from './removeSource';
import { duplicateResult, renameResult } from './renameResult';
import { showStorageInfo } from './showStorageInfo';
import { showUnread } from './showUnread';
import { SyncCommands } from './syncBackends';
import { undoLastChange } from './undoLastChange';
import type { VerifyCommands } from './verifyStorage';

type Handler = (context: CommandContext, args: readonly unknown[]) => unknown;

/** Every command that works on results: its id without the prefix, and what it does. What few use is loaded when it is. */
const handlers: Readonly<Record<string, Handler>> = {
  importResult,
  open,
  openResult,
  openInExplorer,
  findResult,
  renameResult,
  duplicateResult,
  migrateResult,
  deleteResult,
  compareResults: async (...of) => (await import('./compareResults')).compareResults(...of),
  compareMetadata: async (...of) => (await import('./compareResults')).compareMetadata(...of),
  exportResult: async (...of) => (await import('./exportResult')).exportResults(...of),
  copyKey: async (...of) => (await import('./copyText')).copyKey(...of),
  copyAsPython: async (...of) => (await import('./copyText')).copyAsPython(...of),
  clearCache,
  clearAllResults,
  undo: undoLastChange,
  emptyTrash: async context => (await import('./emptyTrash')).emptyTrash(context),
  showStorageInfo,
  addSource,
  removeSource,
  assignRoles: async (...of) => (await import('./assignRoles')).assignRoles(...of),
  openInOptiScope,
  revealSourceFile: async (...of) => (await import('./revealSourceFile')).revealSourceFile(...of),
  showUnread,
  refresh: ({ views }) => views.refresh(),
};

/** Registers all commands. Whatever one throws is reported, once and in one way. */
export function registerCommands(
  context: CommandContext,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const sync = new SyncCommands(context);
  let verification: Promise<VerifyCommands> | undefined;
  // Loaded when it is first asked for: few windows ever verify.
  const verifying = () =>
    (verification ??= import('./verifyStorage').then(loaded => new loaded.VerifyCommands(context)));
  const all: Readonly<Record<string, Handler>> = {
    ...handlers,
    syncBackends: () => sync.prepare(),
    runSyncPlan: () => sync.run(),
    verifyStorage: async () => (await verifying()).verify(),
    fixFindings: async () => (await verifying()).fix(),
    openSettings: (_, [query]) => openSettings(query),
    showLog: () => log.show(),
  };
  const registrations = Object.entries(all).map(([name, handle]) =>
    vscode.commands.registerCommand(`optiscope.${name}`, (...args: unknown[]) =>
      context.reporter.run(name, async () => {
        await handle(context, args);
      }),
    ),
  );
  return vscode.Disposable.from(...registrations);
}

function openSettings(query: unknown): Thenable<unknown> {
  const words = typeof query === 'string' ? ` ${query}` : '';
  return vscode.commands.executeCommand(
    'workbench.action.openSettings',
    `@ext:optiscope.optiscope${words}`,
  );
}
