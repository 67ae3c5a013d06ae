import * as vscode from 'vscode';
import { nodePorts } from './platform/node/nodePorts';
import { readInWorker } from './platform/node/readInWorker';
import { baselineFile } from './storage/baselineFile';
import { StorageManager } from './storage/manager';
import { undoLogFile } from './storage/undoLogFile';
import { createApi, type OptiScopeApi } from './ui/api';
import type { CommandContext } from './ui/commands/commandContext';
import { dropHandlers } from './ui/commands/dropHandlers';
import { registerCommands } from './ui/commands/registerCommands';
import { ConfiguredBackends } from './ui/configuredBackends';
import { ConflictMarks } from './ui/conflictMarks';
import { registerDocuments } from './ui/documents/registerDocuments';
import { ReportDocuments } from './ui/documents/reportDocuments';
import { followSettings } from './ui/followSettings';
import { Importer, type SourceReaders } from './ui/importing/importer';
import { RoleMemory } from './ui/importing/roleMemory';
import { workspaceFiles } from './ui/importing/workspaceFiles';
import { Reporter } from './ui/report';
import { ResultViews } from './ui/tree/resultViews';

let close: (() => Promise<void>) | undefined;

/** Builds the parts and says who knows whom. Nothing is opened before it is looked at. */
export function activate(context: vscode.ExtensionContext): OptiScopeApi {
  const log = vscode.window.createOutputChannel('OptiScope', { log: true });
  const reporter = new Reporter(log);
  const built = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const { sha256, ...ports } = nodePorts(built.fsPath);
  const readers = { ...readersIn(built), diskFiles: ports.files };
  const backends = new ConfiguredBackends(ports, context.globalStorageUri);
  const own = (folder: string) => vscode.Uri.joinPath(context.globalStorageUri, folder).fsPath;
  const baseline = baselineFile({ files: ports.files, folder: own('baselines') });
  const undoLog = undoLogFile({ files: ports.files, folder: own('changes') });
  const manager = new StorageManager({ ...backends.options(), baseline, undoLog, sha256 });
  close = async () => {
    await Promise.all([manager.close(), readers.disk.close(), readers.elsewhere.close()]);
  };
  const conflicts = new ConflictMarks(manager);
  const reports = new ReportDocuments();
  const importer = new Importer(manager, readers, new RoleMemory(context.globalState));
  const views = new ResultViews(
    manager,
    reporter,
    dropHandlers(() => commands),
  );
  views.followConflicts(conflicts);
  const shared = { manager, views, importer, reports, conflicts, reporter };
  const commands: CommandContext = { ...shared, toAbsolute: backends.toAbsolute };

  context.subscriptions.push(
    log,
    conflicts,
    reports,
    views,
    vscode.window.registerFileDecorationProvider(conflicts),
    registerDocuments(manager, reporter),
    registerCommands(commands, log),
    followSettings(manager, backends, reporter),
    manager.changes.onDidFail(error => reporter.background('Note a change for Undo', error)),
  );
  return createApi(manager, importer, backends);
}

/** Both read in threads of their own; only this one reaches files that are on no disk, and lends them. */
function readersIn(built: vscode.Uri): Omit<SourceReaders, 'diskFiles'> {
  const workerFile = vscode.Uri.joinPath(built, 'readWorker.js').fsPath;
  const programs = { workerFile, wasmFolder: built.fsPath };
  return {
    disk: readInWorker(programs),
    elsewhere: readInWorker({ ...programs, files: workspaceFiles }),
  };
}

/** Writes what is pending. */
export async function deactivate(): Promise<void> {
  await close?.();
}
