import * as vscode from 'vscode';
import { isLasting } from '../../storage/address';
import type { BackendName } from '../../storage/address';
import { askRoles } from '../importing/askRoles';
import type { SaveImportOptions } from '../importing/importer';
import { backendTitles, counted } from '../wording';
import type { CommandContext } from './commandContext';

/** Where imported results go. */
interface Destination {
  readonly backend: 'primary' | 'secondary';
  readonly keyPrefix: string;
}

/** Imports files: those chosen in the Explorer, or in a dialog. */
export async function importResult(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const [first, second] = args;
  const given = (Array.isArray(second) ? second : [first]).filter(
    item => item instanceof vscode.Uri,
  );
  const files = given.length > 0 ? given : await askFiles();
  await importFiles(context, files, destinationOf(first));
}

/** The part of {@link importResult} behind its first question; files dropped on a view start here. */
export async function importFiles(
  context: CommandContext,
  files: readonly vscode.Uri[],
  destination: Destination,
): Promise<void> {
  const keys: string[] = [];
  for (const file of files) keys.push(...(await importFile(context, file, destination)));
  const [key] = keys;
  if (key === undefined) return;
  await context.views.reveal({ backend: destination.backend, key });
  const what = keys.length === 1 ? `"${key}"` : counted(keys.length, 'result');
  const open = 'Open';
  void vscode.window
    .showInformationMessage(`Imported ${what} into ${backendTitles[destination.backend]}.`, open)
    .then(chosen => {
      if (chosen !== open) return;
      const address = { backend: destination.backend, key };
      void vscode.commands.executeCommand('optiscope.openResult', address);
    });
}

/** The backend and folder that a command was called on; the cache holds copies only, so it stands for the primary. */
export function destinationIn(backend: BackendName, keyPrefix: string): Destination {
  return { backend: isLasting(backend) ? backend : 'primary', keyPrefix };
}

function destinationOf(argument: unknown): Destination {
  const isFolder = typeof argument === 'object' && argument !== null && 'prefix' in argument;
  if (!isFolder) return { backend: 'primary', keyPrefix: '' };
  const { backend, prefix } = argument as { backend: BackendName; prefix: string };
  return destinationIn(backend, prefix);
}

async function importFile(
  { importer, reporter }: CommandContext,
  uri: vscode.Uri,
  destination: Destination,
): Promise<readonly string[]> {
  const inView = { location: { viewId: `optiscope.${destination.backend}` } };
  const opened = await vscode.window.withProgress(inView, () => importer.open(uri));
  const { file, proposal } = opened;
  const roles = proposal === undefined ? undefined : await askRoles(file.name, proposal);
  const imported = await vscode.window.withProgress(inView, () => importer.read(opened, roles));
  if (imported.length === 0) {
    void vscode.window.showInformationMessage(
      `"${file.name}" is a sound ${opened.format.title} that holds nothing to import.`,
    );
    return [];
  }
  const options: SaveImportOptions = { ...destination };
  const taken = await importer.taken(imported, options);
  const onExisting = taken.length > 0 ? await askOnExisting(taken) : 'error';
  const keys = await vscode.window.withProgress(inView, () =>
    importer.save(imported, { ...options, onExisting }),
  );
  for (const { name, notes } of imported) {
    for (const note of notes) reporter.info(`${file.name}, ${name}: ${note}`);
  }
  return keys;
}

async function askOnExisting(taken: readonly string[]): Promise<'overwrite' | 'keep-both'> {
  const picked = await vscode.window.showQuickPick(
    [
      { label: 'Keep both', description: 'Import under another key', value: 'keep-both' as const },
      { label: 'Replace', description: 'Replace what is there', value: 'overwrite' as const },
    ],
    { title: `Taken already: ${taken.slice(0, 3).join(', ')}${taken.length > 3 ? ', …' : ''}` },
  );
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.value;
}

async function askFiles(): Promise<readonly vscode.Uri[]> {
  const files = await vscode.window.showOpenDialog({
    title: 'Import Results',
    openLabel: 'Import',
    canSelectMany: true,
    filters: {
      'Optimisation results': ['db', 'sqlite', 'sqlite3', 'csv', 'tsv', 'txt', 'arrow', 'feather'],
      'All files': ['*'],
    },
  });
  if (files === undefined) throw new vscode.CancellationError();
  return files;
}
