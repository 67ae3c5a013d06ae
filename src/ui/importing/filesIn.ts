import * as vscode from 'vscode';
import { countText } from '../../core/countText';
import { keyName } from '../../formats/keyName';
import type { FoundItem } from '../../sources/scanSource';
import { counted } from '../wording';
import type { Importer } from './importer';
import type { ImportProblem } from './importText';

/** A file, or a folder that is the run of a tool, and what its keys begin with. */
export interface ImportTarget {
  readonly uri: vscode.Uri;
  readonly keyPrefix: string;
}

/** What is to be imported of something that was chosen. */
export interface ImportTargets {
  readonly targets: readonly ImportTarget[];
  /** What is of a known kind, but cannot be read. */
  readonly problems: readonly ImportProblem[];
}

/**
 * A file is itself. Of a folder that is no run of a tool all files and runs of known tools in it are meant, if the user
 * says so; their keys begin with the folders that they lie in.
 * @throws {vscode.CancellationError}
 */
export async function filesIn(
  importer: Importer,
  uri: vscode.Uri,
  keyPrefix: string,
): Promise<ImportTargets> {
  const itself = { targets: [{ uri, keyPrefix }], problems: [] };
  if (!(await isFolder(uri))) return itself;
  const title = `Looking through "${nameOf(uri)}"`;
  const { items, refused, limits } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title },
    () => importer.scan(uri),
  );
  const [first] = items;
  // A run is the folder itself; where nothing was found, reading the folder tells what to do.
  if (first === undefined || first.inner === nameOf(uri)) return itself;
  if (items.length > 1) await confirm(nameOf(uri), items, limits);
  return {
    targets: items.map(({ inner }) => ({
      uri: vscode.Uri.joinPath(uri, inner),
      keyPrefix: keyPrefix + folderOf(`${nameOf(uri)}/${inner}`),
    })),
    problems: refused.map(({ inner, reason }) => ({ file: inner, reason })),
  };
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.Directory) !== 0;
  } catch {
    // Reading it says what is wrong.
    return false;
  }
}

function nameOf({ path }: vscode.Uri): string {
  return path.replace(/\/$/, '').replace(/^.*\//s, '');
}

function folderOf(path: string): string {
  return `${keyName(path.slice(0, path.lastIndexOf('/')))}/`;
}

async function confirm(
  name: string,
  items: readonly FoundItem[],
  limits: readonly string[],
): Promise<void> {
  const counts = new Map<string, number>();
  for (const { format } of items) counts.set(format.title, (counts.get(format.title) ?? 0) + 1);
  const kinds = [...counts].map(([title, count]) => `${countText(count)} × ${title}`);
  const button = 'Import All';
  const chosen = await vscode.window.showWarningMessage(
    `Import what ${counted(items.length, 'file')} of known tools in "${name}" hold?`,
    { modal: true, detail: [kinds.join(', '), ...limits].join('\n') },
    button,
  );
  if (chosen !== button) throw new vscode.CancellationError();
}
