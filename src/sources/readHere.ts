import { isPlainObject } from '../core/json';
import type { OptimizationResult } from '../core/result';
import { encodeResult } from '../core/resultFile';
import type { Sha256 } from '../core/sha256';
import { uuidOf } from '../core/uuid';
import { detectFolder, findFormat } from '../formats/detectFormat';
import { describeContent } from '../formats/describeContent';
import type {
  Format,
  FormatPorts,
  ImportedResult,
  ReadMemory,
  Roles,
  SourceFile,
  SourceFolder,
} from '../formats/format';
import { FormatError } from '../formats/formatError';
import { fileKind } from '../formats/roles/fileKind';
import { StorageError } from '../storage/errors';
import { nothingAt } from '../storage/nothingAt';
import type { Look, Observer, ReadableFiles } from './openedFile';
import { onTopOf, timeAfter } from './onTopOf';
import { openItem } from './openedFile';
import type {
  EarlierVersion,
  FormatSummary,
  Probe,
  Question,
  ReadRequest,
  ReadResult,
  SourceReader,
  SourceReading,
} from './sourceReader';

/** What reading needs of a host. */
export interface ReadingPorts extends FormatPorts {
  readonly files: ReadableFiles;
  readonly sha256: Sha256;
  /** The SHA-256 of a file of any size, in hexadecimal digits; without it none is noted. */
  readonly hashFile?: (path: string) => Promise<string>;
}

/** Reads on the thread that calls. */
export function readHere(ports: ReadingPorts): SourceReader {
  const memories = new Map<string, ReadMemory>();
  return {
    probe: path => probe(ports, path),
    question: async (path, request = {}) => {
      const opened = await openKnown(ports, path, watchful(request));
      return opened.question(request);
    },
    read: (path, request = {}) => read(ports, path, { ...request, memories }),
    forget: path => void memories.delete(path),
    close: async () => memories.clear(),
  };
}

async function probe(ports: ReadingPorts, path: string): Promise<Probe> {
  const opened = await openItem(ports.files, path);
  if (opened === undefined) throw nothingAt(path);
  const isFolder = opened.kind === 'folder';
  try {
    const format = isFolder
      ? await detectFolder(opened.item, ports)
      : await findFormat(opened.item, ports);
    if (format === undefined) return { isFolder, kind: 'other' };
    return { isFolder, kind: 'known', format: summaryOf(format) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { isFolder, kind: 'refused', reason: error.message };
  }
}

/** An item with the format that reads it, whichever of the two kinds it is. */
interface Known {
  readonly format: FormatSummary;
  question(request: Pick<ReadRequest, 'roles' | 'remembered'>): Promise<Question | undefined>;
  read(options: {
    readonly roles?: Roles;
    readonly memory?: ReadMemory;
  }): Promise<readonly ImportedResult[]>;
  readonly modifiedAt: string;
  readonly isFile: boolean;
}

async function openKnown(ports: ReadingPorts, path: string, observer: Observer): Promise<Known> {
  const opened = await openItem(ports.files, path, observer);
  if (opened === undefined) throw nothingAt(path);
  if (opened.kind === 'file') {
    const format = await findFormat(opened.item, ports);
    if (format !== undefined) return known(ports, format, opened.item);
    throw new FormatError(opened.item.name, await describeContent(opened.item));
  }
  const format = await detectFolder(opened.item, ports);
  if (format !== undefined) return known(ports, format, opened.item);
  throw new FormatError(
    opened.item.name,
    'is a folder that no known tool wrote as one run. Choose the files in it.',
  );
}

function known<Item extends SourceFile | SourceFolder>(
  ports: ReadingPorts,
  format: Format<Item>,
  item: Item,
): Known {
  return {
    format: summaryOf(format),
    modifiedAt: item.modifiedAt,
    isFile: 'head' in item,
    question: async ({ roles, remembered }) => {
      const proposal = await format.propose?.(item, ports);
      if (proposal === undefined) return undefined;
      const kind = fileKind(format, proposal);
      return {
        kind,
        proposal,
        isAnswered: roles !== undefined || remembered?.[kind] !== undefined,
      };
    },
    read: options => format.read(item, { ports, ...options }),
  };
}

interface HereRequest extends ReadRequest {
  readonly memories: Map<string, ReadMemory>;
}

async function read(
  ports: ReadingPorts,
  path: string,
  request: HereRequest,
): Promise<SourceReading> {
  const observer = watchful(request);
  const opened = await openKnown(ports, path, observer);
  // What was looked at to find out what it is need not be part of it.
  observer.forgetOthers(path);
  const question = await opened.question(request);
  const roles = request.roles ?? (question && request.remembered?.[question.kind]);
  const memory = request.isFollowed === true ? memoryOf(request.memories, path) : undefined;
  const imported = await opened.read({
    ...(roles !== undefined && { roles }),
    ...(memory !== undefined && { memory }),
  });
  const { looks } = observer;
  const origin = {
    path,
    format: opened.format.id,
    modifiedAt: latestOf(looks) ?? opened.modifiedAt,
    ...(opened.isFile && ports.hashFile && { sha256: await ports.hashFile(path) }),
    ...(request.importedAt !== undefined && { importedAt: request.importedAt }),
  };
  const results: ReadResult[] = [];
  for (const found of imported)
    results.push(await artifactOf(found, { origin, request }, ports.sha256));
  return { format: opened.format, question, looks, results };
}

/** Where a result comes from, as its metadata say it. */
interface Origin {
  readonly path: string;
  readonly format: string;
  readonly modifiedAt: string;
  /** Of the file. */
  readonly sha256?: string;
  readonly importedAt?: string;
}

interface Circumstances {
  readonly origin: Origin;
  readonly request: ReadRequest;
}

/** Nothing of the clock goes into it: the same content and request make the same artifact. */
async function artifactOf(
  imported: ImportedResult,
  { origin, request }: Circumstances,
  sha256: Sha256,
): Promise<ReadResult> {
  const { name, notes, unread = [] } = imported;
  const found = imported.isOwn === true ? imported.result : await placed(imported, origin, sha256);
  const own = request.isNew === true ? found.with({ id: crypto.randomUUID() }) : found;
  const earlier = earlierOf(own, request);
  const result = earlier === undefined ? own : onTopOf(own, earlier);
  const { modifiedAt } = origin;
  const stamp = { updatedAt: earlier === undefined ? modifiedAt : timeAfter(modifiedAt, earlier) };
  return { name, notes, unread, ...(await encodeResult(result, stamp, sha256)) };
}

function earlierOf(
  { id }: OptimizationResult,
  { earlier = {} }: ReadRequest,
): EarlierVersion | undefined {
  return Object.hasOwn(earlier, id) ? earlier[id] : undefined;
}

async function placed(
  { name, result }: ImportedResult,
  origin: Origin,
  sha256: Sha256,
): Promise<OptimizationResult> {
  const source = result.metadata['source'];
  const said = isPlainObject(source) ? source : {};
  const identity = new TextEncoder().encode(JSON.stringify([origin.path, name]));
  return result.with({
    id: uuidOf(await sha256(identity)),
    createdAt: origin.modifiedAt,
    metadata: { ...result.metadata, source: { ...said, ...origin } },
  });
}

function summaryOf({ id, title, holds }: FormatSummary): FormatSummary {
  return { id, title, holds };
}

/** Notes what is looked at, stops when it is asked to, and tells how far the reading is. */
function watchful({ signal, onProgress }: Pick<ReadRequest, 'signal' | 'onProgress'>): Observer & {
  readonly looks: readonly Look[];
  /** Forgets what was looked at but for this path. */
  forgetOthers(path: string): void;
} {
  const looks = new Map<string, Look>();
  let total = 0;
  let done = 0;
  const check = (): void => {
    if (signal?.aborted === true) throw new StorageError('cancelled', 'The reading was stopped.');
  };
  return {
    get looks() {
      return [...looks.values()];
    },
    forgetOthers: path => {
      for (const other of looks.keys()) if (other !== path) looks.delete(other);
    },
    looked: look => {
      check();
      if (!looks.has(look.path) && look.stat?.kind === 'file') total += look.stat.size;
      looks.set(look.path, look);
    },
    didRead: (_path, bytes) => {
      check();
      done += bytes;
      onProgress?.(Math.min(done, total), total);
    },
  };
}

function memoryOf(memories: Map<string, ReadMemory>, path: string): ReadMemory {
  const memory = memories.get(path) ?? {};
  memories.set(path, memory);
  return memory;
}

function latestOf(looks: readonly Look[]): string | undefined {
  const times = looks.flatMap(({ stat }) => (stat?.kind === 'file' ? [stat.mtimeMs] : []));
  return times.length === 0 ? undefined : new Date(Math.max(...times)).toISOString();
}
