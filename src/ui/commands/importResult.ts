import * as vscode from 'vscode';
import type { Roles } from '../../formats/format';
import { FormatError } from '../../formats/formatError';
import { isLasting } from '../../storage/address';
import type { BackendName, LastingName } from '../../storage/address';
import { askRoles, withRoles } from '../importing/askRoles';
import type { Import, ReadImportOptions, SavedImport } from '../importing/importer';
import { filesIn } from '../importing/filesIn';
import type { ImportTarget } from '../importing/filesIn';
import { importExtensions } from '../importing/importExtensions';
import type { ImportProblem } from '../importing/importText';
import { withLateCancel } from '../importing/withLateCancel';
import { messageOf } from '../report';
import type { CommandContext } from './commandContext';
import { tellImport } from './tellImport';

/** Where imported results go. */
export interface Destination {
  readonly backend: LastingName;
  readonly keyPrefix: string;
}

/** A file that was imported. */
export interface ImportedFile extends SavedImport {
  readonly uri: vscode.Uri;
  readonly imported: Import;
  /** Whether nobody was asked what its columns are for, because that was chosen before for files of its kind. */
  readonly isAssumed: boolean;
}

/** Imports files and folders: those chosen in the Explorer, or in a dialog. */
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
  uris: readonly vscode.Uri[],
  destination: Destination,
  roles?: Roles,
): Promise<void> {
  const done: ImportedFile[] = [];
  const problems: ImportProblem[] = [];
  const stored = await context.importer.stored(destination.backend);
  try {
    const targets: ImportTarget[] = [];
    for (const uri of uris) {
      const found = await filesIn(context.importer, uri, destination.keyPrefix);
      targets.push(...found.targets);
      problems.push(...found.problems);
    }
    for (const { uri, keyPrefix } of targets) {
      // What a file takes from beside it is a part of its result.
      if (isPartOf(uri, done)) continue;
      try {
        const options = { backend: destination.backend, stored, ...(roles && { roles }) };
        done.push(await importFile(context, uri, { ...options, keyPrefix }));
      } catch (error) {
        // Of many files one that is no result must not cost the others.
        if (targets.length === 1 || !(error instanceof FormatError)) throw error;
        context.reporter.background('Import', error);
        problems.push({ file: error.file, reason: messageOf(error) });
      }
    }
  } finally {
    await tellImport(context, destination, {
      done,
      problems,
      changeRoles: files => changeRoles(context, destination, files),
    });
  }
}

function isPartOf(uri: vscode.Uri, done: readonly ImportedFile[]): boolean {
  return done.some(
    file =>
      file.uri.toString() !== uri.toString() &&
      file.imported.looks.some(
        ({ path, stat }) =>
          stat?.kind === 'file' && (path === uri.fsPath || path === uri.toString()),
      ),
  );
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
  context: CommandContext,
  uri: vscode.Uri,
  { keyPrefix, ...options }: Destination & ReadImportOptions,
): Promise<ImportedFile> {
  const { importer } = context;
  const remembered = options.roles === undefined ? importer.roles.all : {};
  const found = await readAsBefore(context, uri, { ...options, remembered });
  const isAssumed = options.roles === undefined && found.question?.isAnswered === true;
  const imported = await withAnswer(context, uri, { found, options });
  const taken = await importer.taken(imported, { keyPrefix });
  const onExisting = taken.size > 0 ? await askOnExisting([...taken.keys()]) : 'error';
  const inView = { location: { viewId: `optiscope.${imported.backend}` } };
  const saved = await vscode.window.withProgress(inView, () =>
    importer.save(imported, { keyPrefix, onExisting }),
  );
  return { uri, imported, isAssumed, ...saved };
}

/** Reads with the roles that were chosen before; without them where they do not fit after all. */
async function readAsBefore(
  context: CommandContext,
  uri: vscode.Uri,
  options: ReadImportOptions,
): Promise<Import> {
  try {
    return await read(context, uri, options);
  } catch (error) {
    const isOfRoles = error instanceof FormatError && error.column !== undefined;
    if (!isOfRoles || options.roles !== undefined) throw error;
    return read(context, uri, { ...options, remembered: {} });
  }
}

/** Asks what the file does not say, if that was never chosen, and reads it again with the answer. */
async function withAnswer(
  context: CommandContext,
  uri: vscode.Uri,
  { found, options }: { readonly found: Import; readonly options: ReadImportOptions },
): Promise<Import> {
  const { question, file } = found;
  if (question === undefined || question.isAnswered) return found;
  const roles = await askRoles(file, question.proposal);
  await context.importer.roles.remember(question.kind, roles);
  return read(context, uri, { ...options, roles });
}

/** Asks anew what columns are for, with what was chosen before, and imports the files again. */
async function changeRoles(
  context: CommandContext,
  destination: Destination,
  files: readonly ImportedFile[],
): Promise<void> {
  const { question, file } = files[0]?.imported ?? {};
  if (question === undefined || file === undefined) return;
  const { kind, proposal } = question;
  const before = context.importer.roles.all[kind] ?? {};
  const roles = await askRoles(file, withRoles(proposal, before));
  await context.importer.roles.remember(kind, roles);
  const uris = files.map(({ uri }) => uri);
  await importFiles(context, uris, destination, roles);
}

function read(
  { importer }: CommandContext,
  uri: vscode.Uri,
  options: ReadImportOptions,
): Promise<Import> {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return withLateCancel(`Reading "${name}"`, (signal, onProgress) =>
    importer.read(uri, { ...options, signal, onProgress }),
  );
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
      'Optimisation results': [...importExtensions],
      'All files': ['*'],
    },
  });
  if (files === undefined) throw new vscode.CancellationError();
  return files;
}
