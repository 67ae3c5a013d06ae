import type { BackendName, LastingName } from './address';
import type { StorageBackend, StorageType } from './backend';
import { MemoryStorage } from './backends/memory';
import {
  checkSize,
  configOf,
  defaultCacheSizeMb,
  locationOf,
  withoutSecrets,
  type ConfiguredBackend,
  type ManagerConfig,
} from './config';
import type { Disposable } from '../core/event';
import { Emitter } from '../core/event';
import { DegradationLog } from './degradation';
import { StorageError } from './errors';
import { KeyedQueue } from './keyedQueue';
import { mebibyte } from './open';
import type { ResultCodec } from './resultCodec';
import { placeIdOf } from './placeId';

const defaultUndoSizeMb = 256;

const backendNames: readonly BackendName[] = ['primary', 'secondary', 'cache', 'sources'];

/** The backends of a manager and how it caches. */
export interface StoresOptions {
  readonly primary: StorageBackend;
  /** A replica: written after the primary, read when the primary cannot answer. */
  readonly secondary?: StorageBackend | undefined;
  /** What is only read, and migrated or synchronised from. */
  readonly sources?: StorageBackend | undefined;
  /** Default true. */
  readonly useCache?: boolean;
  /** Mebibytes, default 100; `null` is unbounded, 0 is no cache. */
  readonly cacheSizeMb?: number | null;
  /** Mebibytes of what was removed or replaced that are kept for undo, default 256; 0: nothing is. A function is asked anew each time. */
  readonly undoSizeMb?: number | (() => number);
}

/** Entries of `backend` may have changed; any of them when there are no keys. */
export interface StorageChange {
  readonly backend: BackendName;
  readonly keys?: readonly string[];
}

/** What is known of a backend without asking it. */
export interface BackendSummary {
  readonly name: BackendName;
  readonly type: StorageType;
  /** For people; without secrets. */
  readonly location: string;
  readonly isReadonly: boolean;
}

interface Parts {
  readonly primary: StorageBackend;
  readonly secondary: StorageBackend | undefined;
  readonly sources: StorageBackend | undefined;
  readonly cache: MemoryStorage | undefined;
  readonly useCache: boolean;
  readonly cacheSizeMb: number | null;
  readonly undoSizeMb: () => number;
  /** Aborted when these backends are about to be closed. */
  readonly lifetime: AbortController;
}

/** The backends by name, with what all operations on them share: order, events, health and the end. */
export class Stores {
  readonly degradations = new DegradationLog();
  private readonly queue = new KeyedQueue();
  /** Following what others do to a place is for those who want to know. */
  private readonly didChange = new Emitter<StorageChange>(() => this.forwardAll());
  readonly onDidChange = this.didChange.event;
  private parts: Parts;
  private forwarding: readonly Disposable[] = [];
  private closing: Promise<void> | undefined;

  constructor(
    options: StoresOptions,
    readonly clock: () => number,
    readonly codec: ResultCodec,
  ) {
    this.parts = partsOf(options);
  }

  get primary(): StorageBackend {
    return this.parts.primary;
  }

  get secondary(): StorageBackend | undefined {
    return this.parts.secondary;
  }

  get cache(): MemoryStorage | undefined {
    return this.parts.cache;
  }

  get cacheSizeMb(): number | null {
    return this.parts.cacheSizeMb;
  }

  /** Most bytes that are kept for undo. */
  get undoBytes(): number {
    return this.parts.undoSizeMb() * mebibyte;
  }

  /** Which place a backend is at present: another one when the settings point elsewhere. */
  placeId(name: BackendName): string {
    return placeIdOf(this.get(name));
  }

  /** What the present backends are made from, without secrets. @throws {StorageError} `unsupported` as {@link configOf}. */
  get config(): ManagerConfig {
    const { primary, secondary, useCache, cacheSizeMb } = this.parts;
    return {
      primary: withoutSecrets(configOf(primary)),
      ...(secondary && { secondary: withoutSecrets(configOf(secondary)) }),
      useCache,
      cacheSizeMb,
    };
  }

  /** Aborted when the present backends are to be closed. */
  get lifetime(): AbortSignal {
    return this.parts.lifetime.signal;
  }

  find(name: BackendName): StorageBackend | undefined {
    return this.parts[name];
  }

  /** @throws {StorageError} `unsupported` when there is no backend of this name. */
  get(name: BackendName): StorageBackend {
    const backend = this.find(name);
    if (backend !== undefined) return backend;
    const advice = name === 'cache' ? 'Turn it on in the settings.' : 'Configure one first.';
    throw new StorageError('unsupported', `There is no ${name} storage. ${advice}`);
  }

  /** The backends that last beyond this manager, in the order in which they are asked. */
  get lasting(): readonly (readonly [LastingName, StorageBackend])[] {
    const { primary, secondary } = this.parts;
    return secondary === undefined
      ? [['primary', primary]]
      : [
          ['primary', primary],
          ['secondary', secondary],
        ];
  }

  get summary(): readonly BackendSummary[] {
    return backendNames.flatMap(name => {
      const backend = this.find(name);
      if (backend === undefined) return [];
      const { type, isReadonly = false } = backend;
      return [{ name, type, location: placeOf(backend), isReadonly }];
    });
  }

  /** Runs `work` after all earlier work on `keys`. */
  async run<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    this.checkOpen();
    return this.queue.run(keys, work);
  }

  /** Runs `work` after all earlier work and before all later one. */
  async runAlone<T>(work: () => Promise<T>): Promise<T> {
    this.checkOpen();
    return this.queue.runAlone(work);
  }

  /** @throws {StorageError} `closed` */
  checkOpen(): void {
    if (this.closing !== undefined) {
      throw new StorageError('closed', 'The storage manager is closed. Make a new one.');
    }
  }

  /** Puts other backends in the place of the present ones and closes those that are no longer used. */
  async replace(options: StoresOptions): Promise<void> {
    this.checkOpen();
    const next = partsOf(options);
    this.parts.lifetime.abort();
    await this.queue.runAlone(async () => {
      const previous = this.parts;
      this.parts = next;
      if (this.forwarding.length > 0) this.forwardAll();
      this.degradations.clear();
      for (const name of backendNames) this.fire({ backend: name });
      const kept = new Set([next.primary, next.secondary, next.sources]);
      await closeAll(backendsOf(previous).filter(backend => !kept.has(backend)));
    });
  }

  close(): Promise<void> {
    if (this.closing === undefined) {
      this.parts.lifetime.abort();
      this.closing = this.queue.runAlone(async () => {
        for (const listening of this.forwarding) listening.dispose();
        this.didChange.dispose();
        await closeAll(backendsOf(this.parts));
      });
    }
    return this.closing;
  }

  private forwardAll(): void {
    for (const listening of this.forwarding) listening.dispose();
    this.forwarding = backendNames.flatMap(name => {
      const backend = this.find(name);
      return backend
        ? [backend.onDidChange(change => this.fire({ backend: name, ...change }))]
        : [];
    });
  }

  private fire(change: StorageChange): void {
    try {
      this.didChange.fire(change);
    } catch (error) {
      // What a listener does wrong must not make a finished save look failed: it surfaces as an unhandled rejection.
      void Promise.resolve().then(() => {
        throw error;
      });
    }
  }
}

/** Where `backend` keeps its entries, for people; as far as it is known without opening it. */
export function placeOf(backend: StorageBackend): string {
  return 'config' in backend ? locationOf((backend as ConfiguredBackend).config) : backend.type;
}

function partsOf(options: StoresOptions): Parts {
  const { primary, secondary, sources, useCache = true } = options;
  const { cacheSizeMb = defaultCacheSizeMb } = options;
  const { undoSizeMb = defaultUndoSizeMb } = options;
  if (cacheSizeMb !== null) checkSize('cacheSizeMb', cacheSizeMb);
  const readUndoSizeMb = typeof undoSizeMb === 'function' ? undoSizeMb : () => undoSizeMb;
  checkSize('undoSizeMb', readUndoSizeMb());
  if (primary === secondary) {
    throw new StorageError(
      'unsupported',
      `The primary and the secondary are the same ${primary.type} storage. Choose another place for one of them.`,
    );
  }
  const cache = useCache && cacheSizeMb !== 0 ? cacheOf(cacheSizeMb) : undefined;
  const lifetime = new AbortController();
  const sizes = { cacheSizeMb, undoSizeMb: readUndoSizeMb };
  return { primary, secondary, sources, cache, useCache, ...sizes, lifetime };
}

function cacheOf(sizeMb: number | null): MemoryStorage {
  return sizeMb === null ? new MemoryStorage() : new MemoryStorage({ maxBytes: sizeMb * mebibyte });
}

function backendsOf({ primary, secondary, cache, sources }: Parts): readonly StorageBackend[] {
  const backends = [primary, secondary, cache, sources].filter(backend => backend !== undefined);
  return [...new Set(backends)];
}

/** Closes all, also when one fails; then reports the first failure. */
async function closeAll(backends: readonly StorageBackend[]): Promise<void> {
  const closings = await Promise.allSettled(backends.map(backend => backend.close()));
  const failed = closings.find(closing => closing.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
