import type { ArtifactHead, Header } from '../../core/header';
import type { Files, FileStat } from '../ports';
import type { HiddenFolder } from './hiddenFolder';
import { readIndexFile, writeIndexFile } from './indexFile';
import type { IndexContent } from './indexFile';
import { signatureOf } from './signature';

/** Characters of lines that are remembered at most; what does not fit is read from the artifacts each time. */
const maxCharacters = 96 * 2 ** 20;
/** Below this many, reading the files again costs less than one more file in the user's folder. */
const minPersisted = 100;
/** The index is written when so many heads are new, and so large a part of all: then its cost for each stays the same. */
const writeInterval = 1000;
const writeShare = 0.5;
/** A large index is not written for a smaller share of new heads when it is closed; the next session reads those again. */
const closeShare = 0.02;
const largeIndex = 5000;

type Variables = ArtifactHead['variables'];
type Rest = Omit<ArtifactHead, 'variables'>;

/**
 * Remembers the heads of files for as long as those do not change. Kept as a file between sessions; that is never the
 * truth: whatever is wrong with it, heads are read from the artifacts again.
 */
export class HeaderIndex {
  /** By key: the state of the file, the number of its variables' text, and the rest of its head. */
  private readonly lines = new Map<string, string>();
  /** Runs of one study have the same variables, which are most of a head. */
  private variables: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly parsed = new Map<number, Variables>();
  private characters = 0;
  private unsaved = 0;
  private loading: Promise<void> | undefined;
  private isLoaded = false;
  /** The keys there were when they were last listed before earlier sessions' notes were read. */
  private known: ReadonlySet<string> | undefined;
  private saving: Promise<void> = Promise.resolve();
  private readonly path: string;

  /** @param place the path of the file, or the folder of ours that it is to be in. */
  constructor(
    private readonly files: Files,
    private readonly place: string | HiddenFolder,
  ) {
    this.path = typeof place === 'string' ? place : files.join(place.path, 'index.tsv');
  }

  /** Resolves when what earlier sessions noted is there to {@link get}. */
  ready(): Promise<void> {
    this.loading ??= this.load();
    return this.loading;
  }

  /** What was noted of the file of a key while it was in this state. */
  get(key: string, stat: FileStat): Header | undefined {
    const line = this.lines.get(key);
    const isSame = line?.startsWith(`${signatureOf(stat)}\t`) === true;
    return isSame ? this.headerOf(key, line) : undefined;
  }

  set(key: string, stat: FileStat, { variables, ...rest }: ArtifactHead): void {
    const number = this.numberOf(JSON.stringify(variables));
    this.put(key, `${signatureOf(stat)}\t${number}\t${JSON.stringify(rest)}`);
    this.unsaved++;
    if (this.unsaved >= Math.max(writeInterval, this.lines.size * writeShare)) {
      void this.save();
    }
  }

  forget(key: string): void {
    this.characters -= sizeOf(key, this.lines.get(key));
    this.lines.delete(key);
  }

  /** Notes that a file has another name, which does not change its state. */
  move(oldKey: string, newKey: string): void {
    const line = this.lines.get(oldKey);
    this.forget(oldKey);
    this.forget(newKey);
    if (line !== undefined) this.put(newKey, line);
  }

  /** Forgets keys that are not among those that there are. */
  retain(keys: readonly string[]): void {
    if (!this.isLoaded) this.known = new Set(keys);
    if (this.lines.size === 0) return;
    const known = new Set(keys);
    for (const key of this.lines.keys()) if (!known.has(key)) this.forget(key);
  }

  clear(): void {
    this.lines.clear();
    this.variables = [];
    this.numbers.clear();
    this.parsed.clear();
    this.characters = 0;
  }

  /** What is wrong with the file, in one sentence; undefined when it is sound or absent. */
  async fault(): Promise<string | undefined> {
    return (await readIndexFile(this.files, this.path)).fault;
  }

  /** Writes what is worth writing, when nothing more will come. */
  async close(): Promise<void> {
    const isWorthIt = this.lines.size < largeIndex || this.unsaved >= this.lines.size * closeShare;
    if (this.unsaved > 0 && isWorthIt) await this.save();
    await this.saving;
  }

  /** Writes the index. @throws {StorageError} as `Files.write`. */
  async write(): Promise<void> {
    await this.ready();
    if (this.lines.size < minPersisted) {
      await this.files.delete(this.path);
      return;
    }
    if (typeof this.place !== 'string') await this.place.make();
    await writeIndexFile(this.files, this.path, this.content());
  }

  private save(): Promise<void> {
    this.unsaved = 0;
    this.saving = this.saving.then(async () => {
      if (this.lines.size < minPersisted) return;
      try {
        await this.write();
      } catch {
        // The folder may be read-only or full: the index only saves time, and the next session does without.
      }
    });
    return this.saving;
  }

  private async load(): Promise<void> {
    const { content } = await readIndexFile(this.files, this.path);
    this.isLoaded = true;
    if (content === undefined) return;
    const numbers = content.texts.map(text => this.numberOf(text));
    const isNumberedAlike = numbers.every((number, index) => number === index);
    for (const [key, line] of content.lines) {
      // What this session noted is newer.
      if (this.lines.has(key) || this.known?.has(key) === false) continue;
      this.put(key, isNumberedAlike ? line : withNumber(line, number => numbers[number]));
    }
  }

  /** What is to be written: without the variables that no line needs any more. */
  private content(): IndexContent {
    const texts: string[] = [];
    const numbers = new Map<number, number>();
    const lines = new Map<string, string>();
    for (const [key, line] of this.lines) {
      const short = (number: number): number => {
        const known = numbers.get(number) ?? texts.push(this.variables[number] ?? '') - 1;
        numbers.set(number, known);
        return known;
      };
      lines.set(key, withNumber(line, short));
    }
    return { texts, lines };
  }

  private put(key: string, line: string): void {
    this.characters -= sizeOf(key, this.lines.get(key));
    this.lines.delete(key);
    const size = sizeOf(key, line);
    if (this.characters + size > maxCharacters) return;
    this.lines.set(key, line);
    this.characters += size;
  }

  private numberOf(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const number = this.variables.push(text) - 1;
    this.numbers.set(text, number);
    this.characters += text.length;
    return number;
  }

  private headerOf(key: string, line: string): Header | undefined {
    try {
      const [, number = '', rest = ''] = line.split('\t');
      const head = JSON.parse(rest) as Rest;
      const variables = this.variablesOf(Number(number));
      return typeof head.revision === 'string'
        ? Object.assign(head, { variables, key })
        : undefined;
    } catch {
      // Somebody wrote it who knows our hash but not our lines: the artifact is read instead.
      return undefined;
    }
  }

  private variablesOf(number: number): Variables {
    const known = this.parsed.get(number);
    if (known !== undefined) return known;
    const variables = Object.freeze(JSON.parse(this.variables[number] ?? '') as Variables);
    this.parsed.set(number, variables);
    return variables;
  }
}

/** A line that refers to the same variables by another number. */
function withNumber(line: string, other: (number: number) => number | undefined): string {
  const [signature, number = '', rest = ''] = line.split('\t');
  return `${signature}\t${other(Number(number)) ?? ''}\t${rest}`;
}

function sizeOf(key: string, line: string | undefined): number {
  return line === undefined ? 0 : key.length + line.length;
}
