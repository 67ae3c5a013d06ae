import * as vscode from 'vscode';
import type { StorageManager } from '../storage/manager';
import type { ConfiguredBackends } from './configuredBackends';
import type { Reporter } from './report';
import { readSettings, section } from './settings';

const concerned = ['primary', 'secondary', 'cache', 'database'].map(name => `${section}.${name}`);

/** Applies every change of the settings at once, without a reload. */
export function followSettings(
  manager: StorageManager,
  backends: ConfiguredBackends,
  reporter: Reporter,
): vscode.Disposable {
  const tellFaults = (): void => {
    for (const fault of readSettings().faults) reporter.fail('Settings', fault);
  };
  const apply = (): void => {
    tellFaults();
    manager.reconfigure(backends.options()).then(
      () => reporter.info('The settings were applied.'),
      (error: unknown) => reporter.fail('Apply the settings', error),
    );
  };
  tellFaults();
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration(event => {
      if (concerned.some(name => event.affectsConfiguration(name))) apply();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(apply),
    vscode.workspace.onDidChangeWorkspaceFolders(apply),
    backends.onDidReplace(apply),
  );
}
