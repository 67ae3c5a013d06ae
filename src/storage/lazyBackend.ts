import type { Disposable } from '../core/event';
import { Emitter } from '../core/event';
import type { BackendChange, StorageBackend, Trash } from './backend';
import type { BackendConfig, ConfiguredBackend } from './config';
import { locationOf } from './config';
import { StorageError } from './errors';
import { headersOf } from './headersOf';
import { hasKey } from './storedHeader';

export interface LazyBackendOptions {
  readonly config: BackendConfig;
  /** As in {@link ConfiguredBackend}. */
  readonly placeId?: string;
  /** Called at the first use, and again at the next one after it failed. */
  readonly open: () => Promise<StorageBackend>;
}

/**
 * A backend that opens when it is first used, so that nothing fails only because a store is out of reach: the call that
 * needs it rejects with the reason, and the next one tries again. `onDidChange` can be listened to before that.
 */
export function lazyBackend(options: LazyBackendOptions): ConfiguredBackend {
  return new LazyBackend(options);
}

class LazyBackend implements ConfiguredBackend {
  readonly config: BackendConfig;
  readonly placeId?: string;
  private readonly open: () => Promise<StorageBackend>;
  private readonly didChange = new Emitter<BackendChange>(() => this.forward());
  readonly onDidChange = this.didChange.event;
  private opened: StorageBackend | undefined;
  private opening: Promise<StorageBackend> | undefined;
  private closing: Promise<void> | undefined;
  private forwarding: Disposable | undefined;

  constructor({ config, placeId, open }: LazyBackendOptions) {
    this.config = config;
    if (placeId !== undefined) this.placeId = placeId;
    this.open = open;
  }

  get type() {
    return this.config.type;
  }

  /** False until the backend has been opened and says otherwise. */
  get isReadonly(): boolean {
    return this.opened?.isReadonly ?? false;
  }

  readonly save: StorageBackend['save'] = async (...args) => (await this.backend()).save(...args);
  readonly load: StorageBackend['load'] = async (...args) => (await this.backend()).load(...args);
  readonly header: StorageBackend['header'] = async (...args) =>
    (await this.backend()).header(...args);
  readonly list: StorageBackend['list'] = async (...args) => (await this.backend()).list(...args);
  readonly rename: StorageBackend['rename'] = async (...args) =>
    (await this.backend()).rename(...args);
  readonly delete: StorageBackend['delete'] = async (...args) =>
    (await this.backend()).delete(...args);
  readonly clear: StorageBackend['clear'] = async (...args) =>
    (await this.backend()).clear(...args);
  readonly info: StorageBackend['info'] = async () => (await this.backend()).info();
  readonly has: NonNullable<StorageBackend['has']> = async key => hasKey(await this.backend(), key);
  readonly headers: NonNullable<StorageBackend['headers']> = async keys =>
    headersOf(await this.backend(), keys);
  readonly check: NonNullable<StorageBackend['check']> = async () =>
    (await (await this.backend()).check?.()) ?? [];
  readonly rebuild: NonNullable<StorageBackend['rebuild']> = async () =>
    (await this.backend()).rebuild?.();

  /** That of the backend: until it has been opened it is taken to have one. */
  trash?: Trash = {
    list: async () => (await (await this.backend()).trash?.list()) ?? [],
    restore: async (...args) => (await (await this.backend()).trash?.restore(...args)) ?? false,
    empty: async (...args) => (await this.backend()).trash?.empty(...args),
  };

  close(): Promise<void> {
    this.closing ??= this.closeOpened();
    return this.closing;
  }

  private async closeOpened(): Promise<void> {
    // An opening that fails was reported to the call that asked for it, and leaves nothing to close.
    const backend = await this.opening?.catch(() => undefined);
    this.forwarding?.dispose();
    this.didChange.dispose();
    await backend?.close();
  }

  private backend(): Promise<StorageBackend> {
    if (this.closing !== undefined) {
      const message = `The ${this.type} storage at ${locationOf(this.config)} is closed.`;
      return Promise.reject(new StorageError('closed', message));
    }
    this.opening ??= this.openOnce();
    return this.opening;
  }

  /** A backend that nobody listens to need not watch its place. */
  private forward(): void {
    this.forwarding ??= this.opened?.onDidChange(change => this.didChange.fire(change));
  }

  private async openOnce(): Promise<StorageBackend> {
    try {
      const backend = await this.open();
      this.opened = backend;
      if (backend.trash === undefined) delete this.trash;
      if (this.didChange.isHeard) this.forward();
      return backend;
    } catch (error) {
      this.opening = undefined;
      throw error;
    }
  }
}
