import * as vscode from 'vscode';
import type { Disposable } from '../core/event';
import type { SourceConfig } from '../sources/sourceConfig';
import { namedSources } from '../sources/sourceConfig';
import { absolutePath } from '../storage/absolutePath';
import type { LastingName } from '../storage/address';
import type { StorageBackend } from '../storage/backend';
import { createBackend } from '../storage/createBackend';
import { StorageError } from '../storage/errors';
import { lazyBackend } from '../storage/lazyBackend';
import type { HostPorts } from '../storage/open';
import type { StoresOptions } from '../storage/stores';
import { type BackendSetting, readSettings } from './settings';

/** The backends that the settings ask for, and those that another extension put in their place. */
export class ConfiguredBackends {
  private readonly didReplace = new vscode.EventEmitter<void>();
  private readonly replacements = new Map<LastingName, StorageBackend>();

  /** Fires when another extension registered a backend, or took it back. */
  readonly onDidReplace = this.didReplace.event;

  /** @param sourceStorage stays the same: which sources it follows is set by {@link sources}. */
  constructor(
    private readonly ports: HostPorts & { readonly homeFolder: string },
    private readonly ownFolder: vscode.Uri,
    private readonly sourceStorage: StorageBackend,
  ) {}

  /** What a manager is to use now. Nothing is opened yet, so this cannot fail: what is wrong shows where it is used. */
  options(): StoresOptions {
    const { primary, secondary, useCache, cacheSizeMb } = readSettings();
    const chosenSecondary =
      this.replacements.get('secondary') ?? (secondary && this.create(secondary));
    return {
      primary: this.replacements.get('primary') ?? this.create(primary),
      ...(chosenSecondary && { secondary: chosenSecondary }),
      sources: this.sourceStorage,
      useCache,
      cacheSizeMb,
      undoSizeMb: () => readSettings().undoSizeMb,
    };
  }

  /** The sources that the settings name, in their order. */
  sources(): readonly SourceConfig[] {
    return namedSources(
      readSettings().sources.map(({ path, name }) => ({ location: this.locationOf(path), name })),
    );
  }

  /** Where a source is that the settings name by this path. */
  readonly locationOf = (path: string): string => {
    const { homeFolder } = this.ports;
    const inHome = /^~(?=$|[\\/])/.test(path) ? homeFolder + path.slice(1) : path;
    return this.toAbsolute(inHome.replace(/(?<=[^\\/:])[\\/]+$/, ''));
  };

  /** Puts a backend in the place of the configured one until the return value is disposed. */
  replace(name: LastingName, backend: StorageBackend): Disposable {
    this.replacements.set(name, backend);
    this.didReplace.fire();
    return {
      dispose: () => {
        if (this.replacements.get(name) !== backend) return;
        this.replacements.delete(name);
        this.didReplace.fire();
      },
    };
  }

  /** A path as it stands in the settings, in absolute form. */
  readonly toAbsolute = (path: string): string => absolutePath(path, this.portsHere());

  private create(setting: BackendSetting): StorageBackend {
    return setting instanceof StorageError
      ? lazyBackend({ config: { type: 'memory' }, open: () => Promise.reject(setting) })
      : createBackend(setting, this.portsHere());
  }

  /** Relative paths start at the first workspace folder on a disk, otherwise in the extension's own storage. */
  private portsHere(): HostPorts {
    const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
    return { ...this.ports, baseFolder: (folder?.uri ?? this.ownFolder).fsPath };
  }
}
