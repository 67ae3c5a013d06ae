import { LRUCache } from 'lru-cache';
import { Emitter } from '../../core/event';
import type { Header } from '../../core/header';
import type {
  BackendChange,
  BackendInfo,
  Entry,
  Keep,
  SaveOptions,
  StorageBackend,
  Trash,
} from '../backend';
import { StorageError } from '../errors';
import { checkKey } from '../keys';
import { checkExpected } from './expectedRevision';
import { MemoryTrash } from './memoryTrash';

export interface MemoryStorageOptions {
  /**
   * How many bytes of artifacts are kept; when more come, those not used for longest go. Fractions are cut off, 0 keeps
   * nothing. Without it everything is kept.
   */
  readonly maxBytes?: number;
}

/** What a bounded memory did since it was made. Only {@link MemoryStorage.load} counts as a use. */
export interface MemoryStatistics {
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
}

/**
 * Keeps entries in this process's memory, for as long as the object lives; also the cache of `StorageManager`. One that
 * is bounded has no trash: what it forgets is wanted gone.
 */
export class MemoryStorage implements StorageBackend {
  readonly type = 'memory';
  private readonly maxBytes: number;
  private readonly entries: LRUCache<string, Entry>;
  private readonly removed: MemoryTrash | undefined;
  private readonly didChange = new Emitter<BackendChange>();
  readonly onDidChange = this.didChange.event;
  readonly trash?: Trash;
  private hits = 0;
  private misses = 0;
  private evictions = 0;
  private evicted: string[] = [];
  private isClosed = false;

  /** @throws {RangeError} when `maxBytes` is negative or not a number. */
  constructor({ maxBytes = Number.MAX_SAFE_INTEGER }: MemoryStorageOptions = {}) {
    if (!(maxBytes >= 0)) throw new RangeError(`maxBytes must be 0 or more, not ${maxBytes}`);
    this.maxBytes = Math.min(Math.floor(maxBytes), Number.MAX_SAFE_INTEGER);
    this.entries = new LRUCache({
      // lru-cache takes positive integers only; what it may not keep never reaches it, see `fits`.
      maxSize: Math.max(1, this.maxBytes),
      sizeCalculation: entry => Math.max(1, entry.bytes.length),
      dispose: (_entry, key, reason) => {
        if (reason === 'evict') this.noteEviction(key);
      },
    });
    if (this.isBounded) return;
    this.removed = new MemoryTrash();
    this.trash = this.openTrash(this.removed);
  }

  get statistics(): MemoryStatistics {
    return { hits: this.hits, misses: this.misses, evictions: this.evictions };
  }

  /** Whether an artifact of so many bytes can be kept at all; {@link save} refuses one that cannot. */
  fits(bytes: number): boolean {
    return bytes <= this.maxBytes;
  }

  /** {@link load} for those who know that this is a memory: nothing need be waited for. @throws {StorageError} `closed` */
  get(key: string): Entry | undefined {
    this.checkOpen();
    const entry = this.entries.get(key);
    if (entry === undefined) this.misses++;
    else this.hits++;
    return entry;
  }

  /** {@link save} likewise, without conditions and of an entry that a backend gave or took: its key is not checked again. */
  set(entry: Entry): void {
    this.checkOpen();
    const { key } = entry.header;
    if (!this.fits(entry.bytes.length)) {
      throw new StorageError(
        'unavailable',
        `The result "${key}" has ${entry.bytes.length} bytes, more than the ${this.maxBytes} the memory may hold. Raise its limit or store the result on disk.`,
      );
    }
    this.entries.set(key, entry);
    // Asked here, too: a full cache evicts at every save, and most of the time nobody listens to it.
    if (this.didChange.isHeard) this.fire(key);
  }

  /** @throws {StorageError} as the contract says; `unavailable` when the entry alone is larger than this memory. */
  async save(entry: Entry, options?: SaveOptions): Promise<void> {
    this.checkOpen();
    const { key } = entry.header;
    checkKey(key);
    if (options !== undefined) {
      const present = this.entries.peek(key);
      checkExpected(options, present?.header, { key, place: 'the memory' });
      if (this.fits(entry.bytes.length)) this.removed?.put(options.keep, present);
    }
    this.set(entry);
  }

  async load(key: string): Promise<Entry | undefined> {
    return this.get(key);
  }

  async header(key: string): Promise<Header | undefined> {
    this.checkOpen();
    return this.entries.peek(key)?.header;
  }

  async headers(keys: readonly string[]): Promise<ReadonlyMap<string, Header>> {
    this.checkOpen();
    const found = keys.flatMap(key => this.entries.peek(key)?.header ?? []);
    return new Map(found.map(header => [header.key, header]));
  }

  async list(prefix = ''): Promise<readonly string[]> {
    this.checkOpen();
    return [...this.entries.keys()].filter(key => key.startsWith(prefix)).sort();
  }

  async rename(
    oldKey: string,
    newKey: string,
    options: { readonly overwrite?: boolean } & Keep = {},
  ): Promise<boolean> {
    this.checkOpen();
    checkKey(newKey);
    const entry = this.entries.peek(oldKey);
    if (entry === undefined) return false;
    if (oldKey === newKey) return true;
    if (this.entries.has(newKey) && options.overwrite !== true) {
      throw new StorageError(
        'already-exists',
        `The key "${newKey}" is taken in the memory. Choose another name or overwrite it.`,
      );
    }
    this.removed?.put(options.keep, this.entries.peek(newKey));
    this.entries.delete(oldKey);
    this.entries.set(newKey, { ...entry, header: { ...entry.header, key: newKey } });
    this.fire(oldKey, newKey);
    return true;
  }

  async delete(key: string, options: { readonly expected?: string } & Keep = {}): Promise<boolean> {
    this.checkOpen();
    const entry = this.entries.peek(key);
    if (entry === undefined) return false;
    checkExpected(options, entry.header, { key, place: 'the memory' });
    this.removed?.put(options.keep, entry);
    this.entries.delete(key);
    this.fire(key);
    return true;
  }

  async clear({ keep }: Keep = {}): Promise<number> {
    this.checkOpen();
    for (const entry of this.entries.values()) this.removed?.put(keep, entry);
    const keys = [...this.entries.keys()];
    this.entries.clear();
    if (keys.length > 0) this.fire(...keys);
    return keys.length;
  }

  async info(): Promise<BackendInfo> {
    this.checkOpen();
    const bytes = this.bytes();
    return {
      type: this.type,
      location: 'memory',
      count: this.entries.size,
      bytes,
      ...(this.isBounded && { freeBytes: this.maxBytes - bytes }),
      warnings: [],
    };
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.entries.clear();
    this.removed?.clear();
    this.didChange.dispose();
  }

  private get isBounded(): boolean {
    return this.maxBytes < Number.MAX_SAFE_INTEGER;
  }

  private openTrash(removed: MemoryTrash): Trash {
    return {
      list: async () => {
        this.checkOpen();
        return removed.list();
      },
      restore: async (bin, key, { expected = null } = {}) => {
        this.checkOpen();
        const entry = removed.find(bin, key);
        if (entry === undefined) return false;
        checkExpected({ expected }, this.entries.peek(key)?.header, { key, place: 'the memory' });
        this.entries.set(key, entry);
        removed.remove(bin, key);
        this.fire(key);
        return true;
      },
      empty: async bins => {
        this.checkOpen();
        removed.empty(bins);
      },
    };
  }

  private bytes(): number {
    let bytes = 0;
    for (const entry of this.entries.values()) bytes += entry.bytes.length;
    return bytes;
  }

  private noteEviction(key: string): void {
    this.evictions++;
    if (this.didChange.isHeard) this.evicted.push(key);
  }

  private fire(...keys: string[]): void {
    if (!this.didChange.isHeard) return;
    const { evicted } = this;
    this.evicted = [];
    this.didChange.fire({ keys: [...keys, ...evicted] });
  }

  private checkOpen(): void {
    if (this.isClosed) throw new StorageError('closed', 'The memory storage is closed.');
  }
}
