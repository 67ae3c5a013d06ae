import type { Disposable } from '../core/event';
import { keyName } from '../formats/keyName';
import { isStorageError } from '../storage/errors';
import type { Files } from '../storage/ports';
import { isAsRead, ownReadings, readItem } from './itemReading';
import type { ItemReading, ReadItem, SourcePorts } from './itemReading';
import type { FoundItem, Scan } from './scanSource';
import { scanSource } from './scanSource';
import type { SourceConfig } from './sourceConfig';
import { placeOfSource } from './sourceConfig';

export interface FollowPorts extends SourcePorts {
  readonly watch?: Files['watch'];
}

/** What is known of a source at a moment. */
export interface SourceState {
  readonly config: SourceConfig;
  /** Whether files of it are being read. */
  readonly isReading: boolean;
  /** Why it cannot be looked through, in a whole sentence: nothing is there, or the disk fails. */
  readonly fault?: string;
  /** One per file or folder that is a result, or holds results, of its own. */
  readonly readings: readonly ItemReading[];
  /** Items that were found and not read yet. */
  readonly waiting: readonly FoundItem[];
  /** Absent until it was looked through for the first time. */
  readonly scan?: Scan;
}

/** Told after a reading, with the bytes that were read. */
export type DidRead = (item: ReadItem) => void;

/** Changes that come within this time are followed together. Milliseconds. */
const quietMs = 250;
/** A file that changes all the time is read again after this many times as long as reading took. */
const restFactor = 3;
const maxWatched = 2000;
/** How often it is told how far the reading of many files is. Milliseconds. */
const showMs = 200;

/** One source, looked through again whenever something in it changes. Follows nothing before {@link follow}. */
export class FollowedSource implements Disposable {
  private current: SourceState;
  private readings = new Map<string, ItemReading>();
  private running: Promise<void> | undefined;
  private isStale = true;
  /** Whether files are to be read again that did not change. */
  private isOutdated = false;
  private isDisposed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly watches = new Map<string, Disposable>();
  private isFollowing = false;
  private lastTookMs = 0;

  /** @param changed told after every change of {@link state}. */
  constructor(
    readonly config: SourceConfig,
    private readonly ports: FollowPorts,
    private readonly events: { readonly changed: () => void; readonly didRead: DidRead },
  ) {
    this.current = { config, isReading: false, readings: [], waiting: [] };
  }

  get state(): SourceState {
    return this.current;
  }

  /** Resolves when everything was read that was there when it was called. */
  async upToDate(): Promise<SourceState> {
    // Without watching, and of a place that was out of reach, nobody says that something changed.
    if (!this.isFollowing || this.current.fault !== undefined) this.isStale = true;
    while (!this.isDisposed && (this.isStale || this.running !== undefined)) await this.refresh();
    return this.current;
  }

  /** Reads everything again, e.g. because it is to be read in another way; what was read stays shown until then. */
  readAnew(): Promise<SourceState> {
    this.isOutdated = true;
    this.isStale = true;
    return this.upToDate();
  }

  /** Looks through the source again. */
  private refresh(): Promise<void> {
    this.running ??= this.run().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** From now on changes are noticed. */
  follow(): void {
    if (this.isFollowing || this.ports.watch === undefined) return;
    this.isFollowing = true;
    this.watchFolders();
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.timer);
    for (const watch of this.watches.values()) watch.dispose();
    this.watches.clear();
    for (const path of this.readings.keys()) this.ports.reader.forget(path);
  }

  private async run(): Promise<void> {
    this.isStale = false;
    const isAnew = this.isOutdated;
    this.isOutdated = false;
    const started = Date.now();
    try {
      const scan = await scanSource(this.config, this.ports, this.current.scan?.probes);
      this.show({ scan, isReading: true });
      this.watchFolders();
      await this.readAll(scan.items, isAnew);
      this.show({ isReading: false });
    } catch (error) {
      if (!isStorageError(error)) throw error;
      this.show({ isReading: false, fault: error.message });
      this.watchFolders();
    } finally {
      this.lastTookMs = Date.now() - started;
    }
  }

  private async readAll(items: readonly FoundItem[], isAnew: boolean): Promise<void> {
    const keys = keysOf(this.config, items);
    const before = this.readings;
    this.readings = new Map();
    const left = new Set(items);
    let shownAt = 0;
    for (const item of items) {
      if (this.isDisposed) return;
      const last = before.get(item.path);
      left.delete(item);
      const isSame = !isAnew && last?.item.format.id === item.format.id;
      if (isSame && (await isAsRead(this.ports.files, last))) {
        this.readings.set(item.path, last);
        continue;
      }
      const keyStart = keys.get(item) ?? item.inner;
      const read = await readItem(this.ports, item, { keyStart, before: last });
      this.readings.set(item.path, read.reading);
      this.events.didRead(read);
      if (Date.now() - shownAt < showMs) continue;
      this.show({ isReading: true, waiting: [...left], before });
      shownAt = Date.now();
    }
    for (const path of before.keys()) {
      if (!this.readings.has(path)) this.ports.reader.forget(path);
    }
  }

  private show({
    before,
    ...changes
  }: Partial<Pick<SourceState, 'scan' | 'isReading' | 'waiting' | 'fault'>> & {
    readonly before?: ReadonlyMap<string, ItemReading>;
  }): void {
    if (this.isDisposed) return;
    // What was read before stays shown until it is read again.
    const merged = new Map([...(before ?? []), ...this.readings]);
    const { scan = this.current.scan } = changes;
    const found = new Set(scan?.items.map(({ path }) => path));
    const readings = [...merged.values()].filter(({ item }) => found.has(item.path));
    const { config } = this;
    const { isReading = false, waiting = [], fault } = changes;
    this.current = {
      config,
      isReading,
      waiting,
      readings: ownReadings(readings),
      ...(scan && { scan }),
      ...(fault !== undefined && { fault }),
    };
    this.events.changed();
  }

  private watchFolders(): void {
    const { watch } = this.ports;
    if (!this.isFollowing || watch === undefined || this.isDisposed) return;
    const wanted = new Set(this.foldersToWatch().slice(0, maxWatched));
    for (const [folder, watching] of this.watches) {
      if (wanted.has(folder)) continue;
      watching.dispose();
      this.watches.delete(folder);
    }
    for (const folder of wanted) {
      if (this.watches.has(folder)) continue;
      this.watches.set(
        folder,
        watch(folder, () => this.noticed(), { shallow: true }),
      );
    }
  }

  /** Where the source is or will be, and all folders in which something was looked at. */
  private foldersToWatch(): readonly string[] {
    const { scan, fault } = this.current;
    const { root } = placeOfSource(this.config.location);
    const looks = [...this.readings.values()].flatMap(({ looks }) => looks);
    return [
      parentOf(root),
      ...(fault === undefined ? [] : [root]),
      ...(scan?.folders ?? []),
      // Runs that are folders have files below them.
      ...looks.map(({ path }) => parentOf(path)),
    ];
  }

  private noticed(): void {
    this.isStale = true;
    clearTimeout(this.timer);
    const restMs = Math.max(quietMs, this.lastTookMs * restFactor);
    this.timer = setTimeout(() => void this.upToDate(), restMs);
  }
}

/** The keys of the items: as their paths are, made fit for keys and different. */
function keysOf(
  { name, location }: SourceConfig,
  items: readonly FoundItem[],
): ReadonlyMap<FoundItem, string> {
  const { root } = placeOfSource(location);
  const keys = new Map<FoundItem, string>();
  const taken = new Set<string>();
  for (const item of items) {
    const start = item.path === root ? name : `${name}/${keyName(item.inner)}`;
    let key = start;
    for (let count = 2; taken.has(key); count++) key = `${start}-${count}`;
    taken.add(key);
    keys.set(item, key);
  }
  return keys;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'), 1));
}
