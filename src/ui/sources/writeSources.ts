import * as vscode from 'vscode';
import { section } from '../settings';

/** The setting of the sources where it has to be changed. */
export interface WrittenSources {
  readonly value: readonly unknown[];
  readonly target: vscode.ConfigurationTarget;
}

const name = 'sources';

/**
 * What holds now, and where a change belongs: into the workspace if there is one that is trusted. What the user's own
 * settings name goes along, because a list in the workspace stands in the place of theirs.
 */
export function sourceSettingOf(): WrittenSources {
  const configuration = vscode.workspace.getConfiguration(section);
  const value = configuration.get<unknown>(name);
  const hasWorkspace =
    vscode.workspace.workspaceFolders !== undefined && vscode.workspace.isTrusted;
  return {
    value: Array.isArray(value) ? (value as readonly unknown[]) : [],
    target: hasWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
  };
}

/** What holds now, and where it is written. */
export function sourceSettingInUse(): WrittenSources {
  const setting = sourceSettingOf();
  const inspected = vscode.workspace.getConfiguration(section).inspect<unknown>(name);
  const isOfWorkspace = vscode.workspace.isTrusted && inspected?.workspaceValue !== undefined;
  const target = isOfWorkspace
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  return { ...setting, target };
}

/** Changes the setting. */
export async function writeSources(
  { target }: WrittenSources,
  value: readonly unknown[],
): Promise<void> {
  await vscode.workspace.getConfiguration(section).update(name, value, target);
}
