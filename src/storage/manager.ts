import type { Address, BackendName, LastingName } from './address';
import type { Entry, StorageType } from './backend';
import { deleteFrom, duplicateResult, loadFrom, readArtifact, restoreEntry } from './byAddress';
import type { RestoreOptions } from './byAddress';
import { keptNowhere, type InChange } from './change';
import { Changes } from './changes';
import { clearAllResults, type ClearedCounts } from './clearAllResults';
import { parseManagerConfig, type ManagerConfig } from './config';
import type { Event } from '../core/event';
import type { Header } from '../core/header';
import type { JsonObject } from '../core/json';
import type { OptimizationResult } from '../core/result';
import { createBackend } from './createBackend';
import type { Degradation } from './degradation';
import { deleteResult, type RemoveOptions } from './deleteResult';
import type { StorageError } from './errors';
import { existsResult, storageTypeOf, type ExistsOptions } from './existsResult';
import { headersOf } from './headersOf';
import { loadResult } from './loadResult';
import { migrateResult, type MigrateOptions, type MigrateOutcome } from './migrateResult';
import type { ListOptions, LoadOptions, ManagerOptions, ManagerServices } from './managerOptions';
import type { HostPorts } from './open';
import { renameResult, type RenameOptions } from './renameResult';
import { ResultCodec } from './resultCodec';
import { saveResult, updateResult } from './saveResult';
import { storageInfo, type StorageInfo } from './storageInfo';
import { Stores, type BackendSummary, type StorageChange, type StoresOptions } from './stores';
import type { SyncDirection, SyncPlan, SyncStatistics } from './syncPlan';
import type { SyncReport, SyncRunOptions } from './syncRun';
import { SyncSession, type PlanOptions, type SyncOptions } from './syncSession';
import { memoryUndoLog } from './undoLog';
import type { FixOptions, FixOutcome } from './verifyFix';
import type { VerifyFix, VerifyOptions, VerifyReport } from './verifyReport';

/**
 * Keeps results in a primary backend, with an optional replica in a secondary one and a cache in front: the one place
 * where stored results are changed.
 *
 * Work on one key happens in the order it was asked for. Every method rejects with a {@link StorageError}: `closed` after
 * {@link close}, `unavailable` or `busy` when a backend cannot be reached, and as said below. What damages one entry or
 * one backend never costs what another one holds.
 */
export class StorageManager {
  private readonly stores: Stores;
  private readonly syncs: SyncSession;
  /** What removed, replaced or renamed results, to be taken back. */
  readonly changes: Changes;
  /** Fires after results changed, by whomever. */
  readonly onDidChange: Event<StorageChange>;
  /** Fires with the new value of {@link degraded}. */
  readonly onDidDegrade: Event<readonly Degradation[]>;

  constructor(options: ManagerOptions) {
    const { baseline, undoLog = memoryUndoLog(), clock = Date.now, sha256, ...backends } = options;
    this.stores = new Stores(backends, clock, new ResultCodec({ clock, sha256 }));
    this.changes = new Changes(this.stores, undoLog, keys => this.syncs.forget(keys));
    this.syncs = new SyncSession(this.stores, baseline, this.changes);
    this.onDidChange = this.stores.onDidChange;
    this.onDidDegrade = this.stores.degradations.onDidChange;
  }

  /** A manager as {@link toJSON} described it. @throws {StorageError} `unsupported` when `data` is no such description. */
  static fromJSON(data: unknown, ports: HostPorts, services: ManagerServices = {}): StorageManager {
    const { primary, secondary, ...caching } = parseManagerConfig(data);
    return new StorageManager({
      primary: createBackend(primary, ports),
      secondary: secondary && createBackend(secondary, ports),
      ...caching,
      sha256: ports.sha256,
      ...services,
    });
  }

  /** The configuration, without secrets and results. @throws {StorageError} `unsupported` for backends constructed by hand. */
  toJSON(): ManagerConfig {
    return this.stores.config;
  }

  /** Which backends there are. */
  get backends(): readonly BackendSummary[] {
    return this.stores.summary;
  }

  /** What does not answer as it should while others answer in its place; empty when all is well. */
  get degraded(): readonly Degradation[] {
    return this.stores.degradations.all;
  }

  /**
   * Stores a result under `key`, replacing what is there: in the primary, then the secondary, then the cache. Resolves with
   * the header of what was stored once the bytes are durable. `metadata` is merged over the result's own.
   * @throws {StorageError} `invalid-key`, `invalid-result`; `replication-failed` when the primary has it but not the secondary.
   */
  saveResult(
    key: string,
    result: OptimizationResult,
    metadata?: JsonObject,
    { replicate = true }: { readonly replicate?: boolean } = {},
  ): Promise<Header> {
    return this.onKeys([key], stores => saveResult(stores, { key, result, metadata, replicate }));
  }

  /**
   * The result from the cache, the primary or the secondary, whichever has it first and sound.
   * @throws {StorageError} `not-found`, or the most telling failure when nobody could answer, e.g. `corrupt`.
   */
  loadResult(key: string, { useCache = true }: LoadOptions = {}): Promise<OptimizationResult> {
    return this.onKeys([key], stores => loadResult(stores, key, { useCache }));
  }

  /** Removes a result from all backends, or from the primary and the cache only; returns where it was. */
  deleteResult(key: string, options: RemoveOptions = {}): Promise<readonly BackendName[]> {
    return this.changes.within(options, `Delete "${key}"`, change =>
      this.onKeys([key], stores => deleteResult(stores, key, { ...options, change })),
    );
  }

  /**
   * Gives a result another key in all backends and the cache; returns where. Its id and revision stay. When a backend
   * failed midway, calling again completes it.
   * @throws {StorageError} `not-found`, `invalid-key`; `already-exists` before anything was renamed; `replication-failed`.
   */
  renameResult(
    oldKey: string,
    newKey: string,
    options: RenameOptions = {},
  ): Promise<readonly BackendName[]> {
    return this.changes.within(options, `Rename "${oldKey}" to "${newKey}"`, change =>
      this.onKeys([oldKey, newKey], stores =>
        renameResult(stores, { ...options, oldKey, newKey, change }),
      ),
    );
  }

  /** Whether the primary has the key, also damaged; with `checkAll` whether any backend or the cache has it. */
  existsResult(key: string, options: ExistsOptions = {}): Promise<boolean> {
    return this.onKeys([key], stores => existsResult(stores, key, options));
  }

  /** The keys that start with the literal `prefix`, sorted by UTF-16 code units. */
  async listResults(options: ListOptions = {}): Promise<readonly string[]> {
    const { prefix = '', fromBackend = 'primary' } = options;
    return this.onKeys([], stores => stores.get(fromBackend).list(prefix));
  }

  /**
   * Copies or moves a result between backends, byte for byte, verified by reading back.
   * @throws {StorageError} `not-found`, `corrupt`, `already-exists`, `conflict`; `unsupported` for a move to the cache.
   */
  migrateResult(
    key: string,
    from: BackendName,
    to: BackendName,
    options: MigrateOptions = {},
  ): Promise<MigrateOutcome> {
    const title = `${options.move === true ? 'Move' : 'Copy'} "${key}" to ${to}`;
    return this.changes.within(options, title, change =>
      this.onKeys([key], stores => migrateResult(stores, { ...options, key, from, to, change })),
    );
  }

  /** What {@link syncBackends} would do, without doing it. @throws {StorageError} `unsupported` without a secondary. */
  planSync(direction?: SyncDirection, options?: PlanOptions): Promise<SyncPlan> {
    return this.syncs.plan(direction, options);
  }

  /**
   * Does what a plan says; failures of single results are in the report.
   * @throws {StorageError} `conflict` when the plan deletes most of a side without `allowMassDelete`, or is for other backends.
   */
  runSync(plan: SyncPlan, options: SyncRunOptions = {}): Promise<SyncReport> {
    return this.syncs.run(plan, options);
  }

  /**
   * Makes the backends alike: the source of a one-way sync wins; both ways the newer version does, unless the last sync shows
   * that both were changed. A one-way sync adds and updates, but never deletes.
   * @throws {StorageError} `unsupported` without a secondary; `cancelled` when the signal stopped it; `conflict` as {@link runSync}.
   */
  syncBackends(direction?: SyncDirection, options?: SyncOptions): Promise<SyncStatistics> {
    return this.syncs.planAndRun(direction, options);
  }

  /** How the backends and the cache are doing; a backend out of reach is reported, not thrown. */
  getStorageInfo(): Promise<StorageInfo> {
    return this.onKeys([], storageInfo);
  }

  /** Empties the cache; returns how many entries it held. */
  clearCache(): Promise<number> {
    return this.stores.runAlone(async () => (await this.stores.cache?.clear()) ?? 0);
  }

  /** Removes every result, and nothing else, from all backends or from the primary and the cache; returns how many. */
  clearAllResults(options: RemoveOptions = {}): Promise<ClearedCounts> {
    return this.changes.within(options, 'Clear all results', change =>
      this.stores.runAlone(() => clearAllResults(this.stores, { ...options, change })),
    );
  }

  /** The type of the first of primary, secondary and cache that has the key. */
  getResultStorageType(key: string): Promise<StorageType | undefined> {
    return this.onKeys([key], stores => storageTypeOf(stores, key));
  }

  /** What can be shown of one result without decoding it, or `undefined` when it is absent. */
  header({ backend, key }: Address): Promise<Header | undefined> {
    return this.onKeys([], stores => stores.get(backend).header(key));
  }

  /** {@link header} for many keys; the error in place of one that cannot be read. Absent keys are left out. */
  headers(
    backend: BackendName,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, Header | StorageError>> {
    return this.onKeys([], stores => headersOf(stores.get(backend), keys));
  }

  /** The result at exactly this address. @throws {StorageError} `not-found`, `corrupt` */
  loadFrom(address: Address): Promise<OptimizationResult> {
    return this.onKeys([], stores => loadFrom(stores, address));
  }

  /** The bytes at exactly this address, to export or to {@link restore}. @throws {StorageError} `not-found`, `corrupt` */
  readArtifact(address: Address): Promise<Entry> {
    return this.onKeys([], stores => readArtifact(stores, address));
  }

  /** Stores an artifact as it is, by default where nothing is. @throws {StorageError} as {@link restoreEntry}. */
  restore(entry: Entry, backend: BackendName, options: RestoreOptions = {}): Promise<void> {
    const { key } = entry.header;
    return this.changes.within(options, `Replace "${key}"`, change =>
      this.onKeys([key], stores => restoreEntry(stores, entry, { ...options, backend, change })),
    );
  }

  /** Removes a result from one backend only; says whether it was there. */
  deleteFrom(address: Address, options: InChange = {}): Promise<boolean> {
    return this.changes.within(options, `Delete "${address.key}"`, change =>
      this.onKeys([address.key], stores => deleteFrom(stores, address, change)),
    );
  }

  /**
   * Stores the content of a result as a new result, with an id of its own; in the secondary, too, after the primary.
   * @throws {StorageError} `not-found`, `already-exists`, `invalid-key`, `replication-failed`
   */
  duplicateResult(key: string, newKey: string, backend: LastingName = 'primary'): Promise<Header> {
    return this.onKeys([key, newKey], stores => duplicateResult(stores, { key, newKey, backend }));
  }

  /**
   * Stores an edited result if the revision `expected`, the one it was made from, is still there. The other backend follows if
   * it holds that revision, too; else it is left to the next sync. Can be taken back only as a part of a change that is given.
   * @throws {StorageError} `conflict`, `invalid-result`, `replication-failed`
   */
  updateResult(
    { backend, key }: Address & { readonly backend: LastingName },
    expected: string,
    result: OptimizationResult,
    { change = keptNowhere }: InChange = {},
  ): Promise<Header> {
    const edit = { key, backend, expected, result, change };
    return this.onKeys([key], stores => updateResult(stores, edit));
  }

  /** Looks at every byte of the primary and the secondary and reports what is wrong. Changes nothing, and passes the cache by. */
  verifyStorage(options?: VerifyOptions): Promise<VerifyReport> {
    return import('./verifyStorage').then(loaded => loaded.verifyStorage(this.stores, options));
  }

  /** Does what {@link verifyStorage} proposed. Deletes nothing; what could not be fixed is in the outcome. */
  fixStorage(fixes: readonly VerifyFix[], options?: FixOptions): Promise<readonly FixOutcome[]> {
    const { stores, changes } = this;
    return import('./verifyFix').then(file => file.fixStorage({ stores, changes }, fixes, options));
  }

  /** Goes on with other backends, after the work under way; closes those that are no longer used. */
  reconfigure(options: StoresOptions): Promise<void> {
    return this.stores.replace(options);
  }

  /** Finishes the work under way, writes what is pending and frees everything. Safe to call twice. */
  async close(): Promise<void> {
    await this.stores.close();
    await this.syncs.finished();
    await this.changes.finished();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Reading needs no turn of its own and waits for no keys: backends show a save wholly or not at all. */
  private onKeys<T>(keys: readonly string[], work: (stores: Stores) => Promise<T>): Promise<T> {
    return this.stores.run(keys, () => work(this.stores));
  }
}
