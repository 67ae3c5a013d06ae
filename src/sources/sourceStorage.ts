import { LRUCache } from 'lru-cache';
import { Emitter } from '../core/event';
import type { Header } from '../core/header';
import type { BackendChange, BackendInfo, Entry, StorageBackend } from '../storage/backend';
import { StorageError } from '../storage/errors';
import { checkKey } from '../storage/keys';
import type { FollowPorts, SourceState } from './followedSource';
import { FollowedSource } from './followedSource';
import type { ItemReading, ReadItem, ShownResult } from './itemReading';
import { readItem } from './itemReading';
import type { SourceConfig } from './sourceConfig';

/** A result, and the file that it is in. */
export interface Located {
  readonly shown: ShownResult;
  readonly reading: ItemReading;
}

/** Artifacts that were read lately are kept up to so many bytes; others are read again when they are asked for. */
const keptBytes = 128 * 2 ** 20;

/**
 * The files that optimisers write, as a backend that is only read: keys are the name of the source, the path in it and,
 * where a file holds several results, the result's name. Files are never locked and never written.
 */
export class SourceStorage implements StorageBackend {
  readonly type = 'sources';
  readonly isReadonly = true;
  private readonly didChange = new Emitter<BackendChange>();
  readonly onDidChange = this.didChange.event;
  private readonly didChangeState = new Emitter<SourceState>();
  /** Fires with the new state of a source: while it is read, and when it breaks or comes back. */
  readonly onDidChangeState = this.didChangeState.event;
  private sources: readonly FollowedSource[];
  private readonly artifacts = new LRUCache<string, Entry>({
    maxSize: keptBytes,
    sizeCalculation: ({ bytes }) => bytes.length + 1,
  });
  private isClosed = false;

  constructor(
    private readonly ports: FollowPorts,
    configs: readonly SourceConfig[] = [],
  ) {
    this.sources = configs.map(config => this.make(config));
  }

  /** What is known of the sources now, in the order of their configuration; without waiting for anything. */
  get states(): readonly SourceState[] {
    return this.sources.map(({ state }) => state);
  }

  /** Follows other sources from now on; those that stay are not read again. */
  configure(configs: readonly SourceConfig[]): void {
    const kept = new Map(this.sources.map(source => [JSON.stringify(source.config), source]));
    this.sources = configs.map(config => {
      const known = kept.get(JSON.stringify(config));
      kept.delete(JSON.stringify(config));
      return known ?? this.make(config);
    });
    for (const gone of kept.values()) gone.dispose();
    this.didChange.fire({});
  }

  /** What is known of a source once everything was read that is there now; `undefined` when there is no such source. */
  async upToDate(name: string): Promise<SourceState | undefined> {
    this.checkOpen();
    const source = this.sources.find(({ config }) => config.name === name);
    return source && this.lookAt(source);
  }

  /** Reads everything again, e.g. because other roles were chosen. */
  async refresh(): Promise<void> {
    await Promise.all(this.sources.map(source => source.readAnew()));
  }

  async list(prefix = ''): Promise<readonly string[]> {
    const results = await this.results();
    const keys = results.map(({ shown }) => shown.key).filter(key => key.startsWith(prefix));
    return keys.sort();
  }

  async header(key: string): Promise<Header | undefined> {
    const found = await this.find(key);
    return found && { ...found.shown.head, key };
  }

  async headers(keys: readonly string[]): Promise<ReadonlyMap<string, Header>> {
    const wanted = new Set(keys);
    const results = (await this.results()).filter(({ shown }) => wanted.has(shown.key));
    return new Map(results.map(({ shown }) => [shown.key, { ...shown.head, key: shown.key }]));
  }

  async load(key: string): Promise<Entry | undefined> {
    const found = await this.find(key);
    if (found === undefined) return undefined;
    const kept = this.artifacts.get(key);
    if (kept?.header.revision === found.shown.head.revision) return kept;
    return this.readAgain(key, found.reading);
  }

  async save({ header }: Entry): Promise<void> {
    throw this.refused(header.key);
  }

  async rename(oldKey: string, newKey: string): Promise<boolean> {
    checkKey(newKey);
    throw this.refused(oldKey);
  }

  async delete(key: string): Promise<boolean> {
    throw this.refused(key);
  }

  async clear(): Promise<number> {
    throw this.refused(undefined);
  }

  async info(): Promise<BackendInfo> {
    const results = await this.results();
    const faults = this.states.flatMap(({ config, fault, readings }) => [
      ...(fault === undefined ? [] : [`${config.name}: ${fault}`]),
      ...readings.flatMap(reading => reading.fault ?? []),
    ]);
    return {
      type: this.type,
      location: this.sources.map(({ config }) => config.location).join(', ') || 'none',
      count: results.length,
      bytes: results.reduce((sum, { shown }) => sum + shown.head.size, 0),
      warnings: faults,
    };
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const source of this.sources) source.dispose();
    this.didChange.dispose();
    this.didChangeState.dispose();
    this.artifacts.clear();
    await this.ports.reader.close();
  }

  /** Where the result lies and what is known of the file it is in; `undefined` when there is none. */
  async find(key: string): Promise<Located | undefined> {
    this.checkOpen();
    const [name] = key.split('/', 1);
    const source = this.sources.find(({ config }) => config.name === name);
    if (source === undefined) return undefined;
    const isKey = ({ shown }: Located): boolean => shown.key === key;
    // What is followed need not be waited for: when it changes, that is told.
    return resultsIn(source.state).find(isKey) ?? resultsIn(await this.lookAt(source)).find(isKey);
  }

  private async results(): Promise<readonly Located[]> {
    this.checkOpen();
    const states = await Promise.all(this.sources.map(source => this.lookAt(source)));
    return states.flatMap(resultsIn);
  }

  private lookAt(source: FollowedSource): Promise<SourceState> {
    source.follow();
    return source.upToDate();
  }

  /** @throws {StorageError} `unavailable` when the file cannot be read any more. */
  private async readAgain(key: string, before: ItemReading): Promise<Entry | undefined> {
    const [first] = before.results;
    const keyStart = first === undefined ? key : keyStartOf(first, before);
    const read = await readItem(this.ports, before.item, { keyStart, before });
    const { fault } = read.reading;
    if (fault !== undefined) throw new StorageError('unavailable', fault);
    this.keep(read);
    return entriesOf(read).find(({ header }) => header.key === key);
  }

  private make(config: SourceConfig): FollowedSource {
    let known: ReadonlyMap<string, string> = new Map();
    return new FollowedSource(config, this.ports, {
      didRead: item => this.keep(item),
      changed: () => {
        const source = this.sources.find(source => source.config === config);
        if (source === undefined) return;
        const { state } = source;
        const now = revisionsOf(state);
        const keys = changedKeys(known, now);
        known = now;
        this.didChangeState.fire(state);
        if (keys.length > 0) this.didChange.fire({ keys });
      },
    });
  }

  private keep(item: ReadItem): void {
    for (const entry of entriesOf(item)) this.artifacts.set(entry.header.key, entry);
  }

  private checkOpen(): void {
    if (this.isClosed) throw new StorageError('closed', 'The sources are closed.');
  }

  private refused(key: string | undefined): StorageError {
    this.checkOpen();
    const what = key === undefined ? 'Sources' : `"${key}" is in a source, and sources`;
    return new StorageError(
      'read-only',
      `${what} are only read: their files belong to other programs. Copy what you want to change to the primary storage first.`,
    );
  }
}

function resultsIn({ readings }: SourceState): readonly Located[] {
  return readings.flatMap(reading => reading.results.map(shown => ({ shown, reading })));
}

function entriesOf({ reading, artifacts }: ReadItem): readonly Entry[] {
  return reading.results.flatMap(({ key, head }, index) => {
    const bytes = artifacts[index]?.bytes;
    return bytes === undefined ? [] : [{ header: { ...head, key }, bytes }];
  });
}

function keyStartOf({ key, name }: ShownResult, { item }: ItemReading): string {
  return item.format.holds === 'one' ? key : key.slice(0, -name.length - 1);
}

function revisionsOf({ readings }: SourceState): ReadonlyMap<string, string> {
  const results = readings.flatMap(({ results }) => results);
  return new Map(results.map(({ key, head }) => [key, head.revision]));
}

function changedKeys(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): readonly string[] {
  const keys = new Set([...before.keys(), ...now.keys()]);
  return [...keys].filter(key => before.get(key) !== now.get(key));
}
