import { LRUCache } from 'lru-cache';
import type { ArtifactHead } from '../../core/header';
import type { Files, FileStat } from '../ports';
import type { HiddenFolder } from './hiddenFolder';

const version = 1;
/** Bytes of heads that are remembered at most. */
const maxSize = 64 * 2 ** 20;
/** Below this many, reading the files again costs less than one more file in the user's folder. */
const minPersisted = 100;
/** New heads after which the index is written. */
const writeInterval = 1000;

interface Line {
  readonly path: string;
  readonly signature: string;
  readonly head: ArtifactHead;
}

/** What tells one state of a file from another without reading it. */
export function signatureOf(stat: FileStat): string {
  return `${stat.size}:${stat.mtimeMs}:${stat.inode}`;
}

/**
 * Remembers the heads of files for as long as those do not change. Kept as a file of JSON lines between sessions; that is
 * never the truth: whatever is wrong with it, heads are read from the artifacts again.
 */
export class HeaderIndex {
  private lines: Promise<LRUCache<string, string>> | undefined;
  private unsaved = 0;

  private readonly path: string;

  /** @param place the path of the file, or the folder of ours that it is to be in. */
  constructor(
    private readonly files: Files,
    private readonly place: string | HiddenFolder,
  ) {
    this.path = typeof place === 'string' ? place : files.join(place.path, 'index.ndjson');
  }

  async get(path: string, stat: FileStat): Promise<ArtifactHead | undefined> {
    const text = (await this.load()).get(path);
    if (text === undefined) return undefined;
    const line = JSON.parse(text) as Line;
    return line.signature === signatureOf(stat) ? line.head : undefined;
  }

  async set(path: string, stat: FileStat, head: ArtifactHead): Promise<void> {
    const line: Line = { path, signature: signatureOf(stat), head };
    (await this.load()).set(path, JSON.stringify(line));
    this.unsaved++;
    if (this.unsaved >= writeInterval) await this.save();
  }

  /** Forgets files that are not among those that there are. */
  async retain(files: readonly { readonly path: string }[]): Promise<void> {
    const lines = await this.load();
    if (lines.size === 0) return;
    const paths = new Set(files.map(({ path }) => path));
    for (const path of lines.keys()) {
      if (!paths.has(path)) lines.delete(path);
    }
  }

  async save(): Promise<void> {
    if (this.lines === undefined || this.unsaved === 0) return;
    const lines = await this.lines;
    this.unsaved = 0;
    if (lines.size < minPersisted) return;
    const text = [JSON.stringify({ version }), ...lines.values()].join('\n');
    try {
      if (typeof this.place !== 'string') await this.place.make();
      await this.files.write(this.path, new TextEncoder().encode(text));
    } catch {
      // The folder may be read-only or full: the index only saves time, and the next session does without.
    }
  }

  private load(): Promise<LRUCache<string, string>> {
    this.lines ??= this.read();
    return this.lines;
  }

  private async read(): Promise<LRUCache<string, string>> {
    const lines = new LRUCache<string, string>({ maxSize, sizeCalculation: text => text.length });
    try {
      const bytes = await this.files.read(this.path);
      const [first, ...rest] = new TextDecoder().decode(bytes).split('\n');
      if (bytes === undefined || first !== JSON.stringify({ version })) return lines;
      for (const text of rest) {
        const { path, signature, head } = JSON.parse(text) as Partial<Line>;
        if (typeof path === 'string' && typeof signature === 'string' && isHead(head)) {
          lines.set(path, text);
        }
      }
    } catch {
      // Unreadable or damaged: what was understood so far is sound by itself, the rest is read from the artifacts.
    }
    return lines;
  }
}

function isHead(head: unknown): boolean {
  return typeof head === 'object' && head !== null && 'revision' in head && 'variables' in head;
}
