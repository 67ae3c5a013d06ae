import * as vscode from 'vscode';
import type { StorageManager } from '../storage/manager';
import type { SourceStorage } from '../sources/sourceStorage';
import type { ConfiguredBackends } from './configuredBackends';
import type { Reporter } from './report';
import { readSettings, section } from './settings';

const concerned = ['primary', 'secondary', 'cache', 'database'].map(name => `${section}.${name}`);

interface Followers {
  readonly manager: StorageManager;
  readonly sources: SourceStorage;
  readonly reporter: Reporter;
}

/** Applies every change of the settings at once, without a reload. */
export function followSettings(
  backends: ConfiguredBackends,
  { manager, sources, reporter }: Followers,
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
  const applySources = (): void => sources.configure(backends.sources());
  const applyAll = (): void => {
    apply();
    applySources();
  };
  tellFaults();
  applySources();
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration(event => {
      if (concerned.some(name => event.affectsConfiguration(name))) apply();
      if (!event.affectsConfiguration(`${section}.sources`)) return;
      tellFaults();
      applySources();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(applyAll),
    vscode.workspace.onDidChangeWorkspaceFolders(applyAll),
    backends.onDidReplace(apply),
  );
}
