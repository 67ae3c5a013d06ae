import { countText } from '../core/countText';
import { isStorageError } from '../storage/errors';
import { faultOf } from './itemReading';
import type { ReadableFiles } from './openedFile';
import type { SourceConfig, SourcePlace } from './sourceConfig';
import { placeOfSource } from './sourceConfig';
import type { FormatSummary, Probe, SourceReader } from './sourceReader';

/** A file or a folder of a known tool. */
export interface FoundItem {
  readonly path: string;
  /** From the root of the source, names parted by `/`; the name alone when the source is this one item. */
  readonly inner: string;
  readonly format: FormatSummary;
}

/** Something of a known kind that cannot be read. */
export interface RefusedItem {
  readonly path: string;
  readonly inner: string;
  readonly reason: string;
}

/** What a source holds, as far as it can be told without reading files wholly. */
export interface Scan {
  readonly items: readonly FoundItem[];
  readonly refused: readonly RefusedItem[];
  /** The folders that were looked into, to be watched. */
  readonly folders: readonly string[];
  /** How many files belong to no known tool. */
  readonly others: number;
  /** What was left out, in words; nothing is left out in silence. */
  readonly limits: readonly string[];
  /** Spares the next scan the opening of files that did not change. */
  readonly probes: ProbeCache;
}

/** What one source may hold before it is said that the rest is left out. */
const maxFiles = 20_000;
const maxDepth = 24;
/** Folders that no optimiser writes results into, and that hold many files. */
const passedOver = new Set(['node_modules', '__pycache__', 'site-packages']);

/** Whether whatever has this name, and all that lies in it, is nobody's results: such as what is hidden, as backends are. */
export function isPassedOver(name: string): boolean {
  return name.startsWith('.') || passedOver.has(name);
}

interface Walk {
  readonly files: ReadableFiles;
  readonly reader: SourceReader;
  readonly isMeant: ((path: string) => boolean) | undefined;
  readonly known: ProbeCache;
  readonly probes: Map<string, Probe>;
  readonly items: FoundItem[];
  readonly refused: RefusedItem[];
  readonly folders: string[];
  readonly limits: Set<string>;
  others: number;
  count: number;
}

/** Path and state of a file and of the folder that it lies in → what it was found to be. */
export type ProbeCache = ReadonlyMap<string, Probe>;

/**
 * Looks through a source. Hidden files and folders are passed over.
 * @param known from the last scan.
 * @throws {StorageError} `not-found` when there is nothing at its location, `unavailable` when the disk fails.
 */
export function scanSource(
  { location }: SourceConfig,
  ports: ScanPorts,
  known?: ProbeCache,
): Promise<Scan> {
  return scanPlace(placeOfSource(location), ports, known);
}

/** Where a scan looks, and who tells what is there. */
interface ScanPorts {
  readonly files: ReadableFiles;
  readonly reader: SourceReader;
}

/** {@link scanSource} of what was chosen in another way than by a location, which may be a pattern. */
export async function scanPlace(
  { root, isMeant }: SourcePlace,
  ports: ScanPorts,
  known: ProbeCache = new Map(),
): Promise<Scan> {
  const walk: Walk = {
    ...ports,
    isMeant,
    known,
    probes: new Map(),
    items: [],
    refused: [],
    folders: [],
    limits: new Set(),
    others: 0,
    count: 0,
  };
  const name = root.split(/[\\/]/).filter(Boolean).at(-1) ?? root;
  const isFolder = await look(walk, { path: root, inner: name, isRoot: true });
  if (isFolder) await descend(walk, { path: root, inner: '', depth: 0 });
  const { items, refused, folders, others, limits, probes } = walk;
  return { items, refused, folders, others, probes, limits: [...limits] };
}

interface Step {
  readonly path: string;
  readonly inner: string;
  readonly depth: number;
}

async function descend(walk: Walk, { path, inner, depth }: Step): Promise<void> {
  walk.folders.push(path);
  if (depth >= maxDepth) {
    walk.limits.add(`Folders deeper than ${maxDepth} levels are left out.`);
    return;
  }
  const entries = (await walk.files.list(path)) ?? [];
  const folderMtimeMs = (await walk.files.stat(path))?.mtimeMs;
  for (const { name, kind } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (isPassedOver(name) || kind === 'other') continue;
    const below = {
      path: walk.files.join(path, name),
      inner: inner === '' ? name : `${inner}/${name}`,
      folderMtimeMs,
    };
    if (await look(walk, below, kind)) await descend(walk, { ...below, depth: depth + 1 });
  }
}

interface Found {
  readonly path: string;
  readonly inner: string;
  readonly isRoot?: true;
  /** What a file is may depend on what lies beside it. */
  readonly folderMtimeMs?: number | undefined;
}

/** Says whether it is a folder to look into. */
async function look(walk: Walk, found: Found, kind?: 'file' | 'folder'): Promise<boolean> {
  const isMeant = found.isRoot === true || (walk.isMeant?.(found.inner) ?? true);
  if (!isMeant && kind !== undefined) return kind === 'folder';
  if (walk.count >= maxFiles) {
    walk.limits.add(`Only the first ${countText(maxFiles)} files are looked at.`);
    return false;
  }
  walk.count++;
  const probe = await probed(walk, found);
  if (probe === undefined) return false;
  switch (probe.kind) {
    case 'known':
      walk.items.push({ path: found.path, inner: found.inner, format: probe.format });
      return false;
    case 'refused':
      walk.refused.push({ path: found.path, inner: found.inner, reason: probe.reason });
      return false;
    case 'other':
      if (!probe.isFolder) walk.others++;
      return probe.isFolder;
  }
}

/** `undefined` when it vanished meanwhile; the root must be there. */
async function probed(
  { files, reader, known, probes, count }: Walk,
  { path, folderMtimeMs }: Found,
): Promise<Probe | undefined> {
  const stat = await files.stat(path);
  const isFile = stat?.kind === 'file';
  const mark = JSON.stringify([path, stat?.size, stat?.mtimeMs, stat?.inode, folderMtimeMs]);
  try {
    // What a folder is depends on what lies in it.
    const probe = (isFile && known.get(mark)) || (await reader.probe(path));
    if (isFile) probes.set(mark, probe);
    return probe;
  } catch (error) {
    if (count === 1) throw error;
    // It vanished while the folder was looked through.
    if (isStorageError(error, 'not-found')) return undefined;
    // A backend's database holds what is shown elsewhere.
    if (isStorageError(error, 'unsupported')) return { isFolder: false, kind: 'other' };
    return { isFolder: stat?.kind === 'folder', kind: 'refused', reason: faultOf(error) };
  }
}
