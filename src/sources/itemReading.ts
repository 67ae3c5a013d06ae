import type { ArtifactHead } from '../core/header';
import type { Unread } from '../formats/format';
import { FormatError } from '../formats/formatError';
import type { FileStat } from '../storage/ports';
import { isStorageError } from '../storage/errors';
import type { Look, ReadableFiles } from './openedFile';
import type { FoundItem } from './scanSource';
import type { Question, ReadResult, SourceReader, RememberedRoles } from './sourceReader';

/** A result of an item, without its bytes. */
export interface ShownResult {
  readonly key: string;
  readonly name: string;
  readonly head: ArtifactHead;
  readonly notes: readonly string[];
  readonly unread: readonly Unread[];
}

/** What reading an item came to. */
export interface ItemReading {
  readonly item: FoundItem;
  /** In the order of the file; those of the last reading that succeeded when the last one failed. */
  readonly results: readonly ShownResult[];
  readonly question?: Question | undefined;
  /** Why it cannot be read now, in a whole sentence. */
  readonly fault?: string;
  /** What was looked at, by path. */
  readonly looks: readonly Look[];
}

/** What following sources needs. */
export interface SourcePorts {
  readonly files: ReadableFiles;
  readonly reader: SourceReader;
  /** The roles that were chosen for kinds of files. */
  readonly remembered: () => RememberedRoles;
}

/** An item's results under the keys that begin with `keyStart`, and their bytes while somebody may ask for them. */
export interface ReadItem {
  readonly reading: ItemReading;
  readonly artifacts: readonly ReadResult[];
}

/**
 * Reads an item; that it cannot be read is part of the outcome.
 * @param before what the last reading came to: it stays shown with the fault when this one fails.
 */
export async function readItem(
  { reader, remembered }: SourcePorts,
  item: FoundItem,
  { keyStart, before }: { readonly keyStart: string; readonly before?: ItemReading | undefined },
): Promise<ReadItem> {
  try {
    const request = { remembered: remembered(), isFollowed: true };
    const { results, question, looks } = await reader.read(item.path, request);
    const shown = results.map(({ name, head, notes, unread }) => ({
      key: item.format.holds === 'one' ? keyStart : `${keyStart}/${name}`,
      name,
      head,
      notes,
      unread,
    }));
    return { reading: { item, results: shown, question, looks }, artifacts: results };
  } catch (error) {
    const { results = [], looks = [], question } = before ?? {};
    return { reading: { item, results, question, looks, fault: faultOf(error) }, artifacts: [] };
  }
}

/** One file that cannot be read must not hide the others, whatever it is that is wrong. */
export function faultOf(error: unknown): string {
  if (error instanceof FormatError || isStorageError(error)) return error.message;
  return `It cannot be read because of a fault in OptiScope: ${String(error)}. Please report it.`;
}

/** Whether everything that was looked at is as it was then. */
export async function isAsRead(
  files: ReadableFiles,
  { looks, fault }: ItemReading,
): Promise<boolean> {
  if (fault !== undefined) return false;
  const stats = await Promise.all(looks.map(({ path }) => files.stat(path)));
  return looks.every(({ stat }, index) => sameStat(stat, stats[index]));
}

function sameStat(a: FileStat | undefined, b: FileStat | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.kind === b.kind && a.size === b.size && a.mtimeMs === b.mtimeMs && a.inode === b.inode;
}

/**
 * The readings of items that are results of their own: without those whose file is part of another one, as the variables
 * of a run that are kept beside its objectives.
 */
export function ownReadings(readings: readonly ItemReading[]): readonly ItemReading[] {
  const takenBy = new Map<string, string[]>();
  for (const { item, looks } of readings) {
    for (const { path } of looks) {
      if (path !== item.path) takenBy.set(path, [...(takenBy.get(path) ?? []), item.path]);
    }
  }
  const isTaken = (path: string): boolean =>
    // Of two that take each other the first one stays.
    (takenBy.get(path) ?? []).some(by => !(takenBy.get(by)?.includes(path) === true && path < by));
  return readings.filter(({ item }) => !isTaken(item.path));
}
