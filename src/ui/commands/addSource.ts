import * as vscode from 'vscode';
import { literalLocation } from '../../sources/sourceConfig';
import { sourceSettingOf, writeSources } from '../sources/writeSources';
import type { CommandContext } from './commandContext';

type Kind = 'file' | 'folder' | 'pattern';

const kinds: readonly (vscode.QuickPickItem & { readonly what: Kind })[] = [
  { label: '$(file) File…', description: 'e.g. an Optuna database or a CSV table', what: 'file' },
  { label: '$(folder) Folder…', description: 'with everything in it', what: 'folder' },
  { label: '$(regex) Pattern…', description: 'e.g. runs/**/*.db', what: 'pattern' },
];

/** Adds files and folders as sources: those chosen in the Explorer, or in a dialog, or the files that a pattern fits. */
export async function addSource(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const given = urisIn(args);
  const paths = given.length > 0 ? given.map(settingPathOf) : await askPaths();
  await addPaths(context, paths);
}

/** Adds files and folders as sources and returns the names of their sources; those that are sources already stay so. */
export function addUris(
  context: CommandContext,
  uris: readonly vscode.Uri[],
): Promise<readonly string[]> {
  return addPaths(context, uris.map(settingPathOf));
}

/** The files and folders that VS Code passes to a command of the Explorer. */
export function urisIn([first, second]: readonly unknown[]): readonly vscode.Uri[] {
  const all: readonly unknown[] = Array.isArray(second) ? second : [first];
  return all.filter(item => item instanceof vscode.Uri);
}

async function addPaths(
  { sources, sourceView, backends }: CommandContext,
  paths: readonly string[],
): Promise<readonly string[]> {
  const setting = sourceSettingOf();
  const known = new Set(backends.sources().map(({ location }) => location));
  const fresh = [...new Set(paths)].filter(path => !known.has(backends.locationOf(path)));
  if (fresh.length > 0) await writeSources(setting, [...setting.value, ...fresh]);
  // The settings tell of their change too, but not before this goes on.
  sources.configure(backends.sources());
  const locations = new Set(paths.map(backends.locationOf));
  const names = backends
    .sources()
    .filter(({ location }) => locations.has(location))
    .map(({ name }) => name);
  const [name] = names;
  if (name !== undefined) await sourceView.revealSource(name);
  return names;
}

/** How the settings name a file: relative where it lies in the workspace, so that the settings can be shared. */
function settingPathOf(uri: vscode.Uri): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const own = vscode.workspace.getWorkspaceFolder(uri);
  const isWithin = folder !== undefined && own?.uri.toString() === folder.uri.toString();
  return literalLocation(isWithin ? vscode.workspace.asRelativePath(uri, false) : uri.fsPath);
}

async function askPaths(): Promise<readonly string[]> {
  const picked = await vscode.window.showQuickPick(kinds, {
    title: 'Add Source',
    placeHolder: 'What is added is read and followed, never changed',
  });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.what === 'pattern' ? [await askPattern()] : askUris(picked.what);
}

async function askUris(kind: 'file' | 'folder'): Promise<readonly string[]> {
  const uris = await vscode.window.showOpenDialog({
    title: 'Add Source',
    openLabel: 'Add Source',
    canSelectMany: true,
    canSelectFiles: kind === 'file',
    canSelectFolders: kind === 'folder',
  });
  if (uris === undefined) throw new vscode.CancellationError();
  return uris.map(settingPathOf);
}

async function askPattern(): Promise<string> {
  const pattern = await vscode.window.showInputBox({
    title: 'Add Source: Pattern',
    prompt:
      'Relative to the first workspace folder; * stands for a part of a name, ** for any folders.',
    placeHolder: 'runs/**/*.db',
    validateInput: text => (text.trim() === '' ? 'Expected a path or a pattern.' : undefined),
  });
  if (pattern === undefined) throw new vscode.CancellationError();
  return pattern.trim();
}
