import * as vscode from 'vscode';
import { nodePorts } from './platform/node/nodePorts';
import { readInWorker } from './platform/node/readInWorker';
import type { SourceReader } from './sources/sourceReader';
import { SourceStorage } from './sources/sourceStorage';
import type { Address } from './storage/address';
import { baselineFile } from './storage/baselineFile';
import { StorageManager } from './storage/manager';
import type { ManagerServices } from './storage/managerOptions';
import type { Files } from './storage/ports';
import { undoLogFile } from './storage/undoLogFile';
import { createApi, type OptiScopeApi } from './ui/api';
import { addUris } from './ui/commands/addSource';
import type { CommandContext } from './ui/commands/commandContext';
import { dropHandlers } from './ui/commands/dropHandlers';
import { registerCommands } from './ui/commands/registerCommands';
import { ConfiguredBackends } from './ui/configuredBackends';
import { ConflictMarks } from './ui/conflictMarks';
import { registerDocuments } from './ui/documents/registerDocuments';
import { ReportDocuments } from './ui/documents/reportDocuments';
import { Comparisons } from './ui/explorer/comparisons';
import { ExplorerPanels } from './ui/explorer/explorerPanels';
import { FileExplorer } from './ui/explorer/fileExplorer';
import { followSettings } from './ui/followSettings';
import { Importer } from './ui/importing/importer';
import { RoleMemory } from './ui/importing/roleMemory';
import { workspaceFiles } from './ui/importing/workspaceFiles';
import { Reporter } from './ui/report';
import { ProbedFiles } from './ui/sources/probedFiles';
import { SourceView } from './ui/sources/sourceView';
import { ResultViews } from './ui/tree/resultViews';

let close: (() => Promise<void>) | undefined;

/** Builds the parts and says who knows whom. Nothing is opened before it is looked at. */
export function activate(context: vscode.ExtensionContext): OptiScopeApi {
  const log = vscode.window.createOutputChannel('OptiScope', { log: true });
  const reporter = new Reporter(log);
  const built = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const { sha256, ...ports } = nodePorts(built.fsPath);
  const { followed, ...readers } = readersIn(built);
  const roles = new RoleMemory(context.globalState);
  const { files } = ports;
  const sources = new SourceStorage({
    files,
    reader: followed,
    watch: files.watch?.bind(files),
    remembered: () => roles.all,
  });
  const backends = new ConfiguredBackends(ports, context.globalStorageUri, sources);
  const remembered = rememberedIn(context.globalStorageUri, files);
  const manager = new StorageManager({ ...backends.options(), ...remembered, sha256 });
  close = async () => {
    await Promise.all([manager.close(), readers.disk.close(), readers.elsewhere.close()]);
  };
  const importer = new Importer(manager, { ...readers, diskFiles: files }, roles);
  const parts = { manager, importer, reporter, backends, sources };
  const commands = connect(parts, context.extensionUri);
  context.subscriptions.push(
    log,
    commands.conflicts,
    commands.explorers,
    commands.comparisons,
    new FileExplorer(importer, { reporter, extension: context.extensionUri }),
    new ProbedFiles({ files, reader: readers.disk }, reporter),
    commands.reports,
    commands.views,
    vscode.window.registerFileDecorationProvider(commands.conflicts),
    registerDocuments(manager, reporter),
    registerCommands(commands, log),
    followSettings(backends, { manager, sources, reporter }),
    manager.changes.onDidFail(error => reporter.background('Note a change for Undo', error)),
  );
  return createApi(manager, importer, backends);
}

/** What the manager remembers between windows: what was synced last, and what can be taken back. */
function rememberedIn(
  storage: vscode.Uri,
  files: Files,
): Required<Pick<ManagerServices, 'baseline' | 'undoLog'>> {
  const own = (folder: string) => vscode.Uri.joinPath(storage, folder).fsPath;
  return {
    baseline: baselineFile({ files, folder: own('baselines') }),
    undoLog: undoLogFile({ files, folder: own('changes') }),
  };
}

/** Makes the views, and the commands that views and menus call. */
function connect(
  parts: Pick<CommandContext, 'manager' | 'importer' | 'reporter' | 'backends' | 'sources'>,
  extension: vscode.Uri,
): CommandContext {
  const { manager, reporter, sources } = parts;
  const conflicts = new ConflictMarks(manager);
  const reports = new ReportDocuments();
  const views = new ResultViews(
    manager,
    reporter,
    dropHandlers(() => commands),
  );
  views.followConflicts(conflicts);
  const sourceView = new SourceView(sources, reporter, async files => {
    await reporter.run('Drop files', () => addUris(commands, files));
  });
  views.add('sources', sourceView);
  const pythonOf = async (address: Address) =>
    (await import('./ui/pythonCode')).pythonCode(parts, address);
  const panels = {
    explorers: new ExplorerPanels(manager, { reporter, extension, pythonOf }),
    comparisons: new Comparisons(manager, { reporter, extension }),
  };
  const commands: CommandContext = { ...parts, ...panels, conflicts, reports, views, sourceView };
  return commands;
}

/**
 * All read in threads of their own; only this one reaches files that are on no disk, and lends them. What is followed is
 * read apart: an import need not wait until all sources were read.
 */
function readersIn(built: vscode.Uri): Record<'disk' | 'elsewhere' | 'followed', SourceReader> {
  const workerFile = vscode.Uri.joinPath(built, 'readWorker.js').fsPath;
  const programs = { workerFile, wasmFolder: built.fsPath };
  return {
    disk: readInWorker(programs),
    followed: readInWorker(programs),
    elsewhere: readInWorker({ ...programs, files: workspaceFiles }),
  };
}

/** Writes what is pending. */
export async function deactivate(): Promise<void> {
  await close?.();
}
