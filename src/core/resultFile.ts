import { columnOf } from './arrow/arrowColumn';
import { readArrowColumns } from './arrow/arrowFile';
import { footerStart, headLength, maxFileBytes, readFooter, tailLength } from './arrow/arrowFooter';
import type { ArrowFooter } from './arrow/arrowFooter';
import { damaged, unsupported } from './arrow/faults';
import { foreignVariables } from './arrow/foreignVariables';
import { asDamaged, readDescription, writeDescription } from './arrow/ourDescription';
import { ourVariables } from './arrow/ourVariables';
import { pandasKey, readPandasAttributes, writePandasMetadata } from './arrow/pandasMetadata';
import { readOurHead } from './arrow/readOurHead';
import { findOurCopies, ourKey, sealWithHash, verifySelfHash } from './arrow/selfHash';
import type { OurCopies } from './arrow/selfHash';
import { textBudget } from './arrow/textBudget';
import { writeArrow } from './arrow/writeArrow';
import { ResultError } from './errors';
import type { ArtifactHead, Stamp } from './header';
import { readIdentity, readStampTime } from './metadataJson';
import { OptimizationResult } from './result';
import { webCryptoSha256 } from './sha256';
import type { Sha256 } from './sha256';

/** What a save adds to a result. */
export interface SaveStamp {
  readonly revision: string;
  readonly updatedAt: string;
}

/** When a file that is not ours was last changed; our own files say it themselves. ISO 8601, UTC, with milliseconds. */
export interface FileOrigin {
  readonly modifiedAt: string;
}

/** How to decode bytes. */
export interface DecodeOptions {
  /** Default: WebCrypto's. */
  readonly sha256?: Sha256;
  /** These very bytes were written or verified by this process before: their hash is not computed again. */
  readonly isSound?: boolean;
}

/** Bytes that can be read piece by piece. */
export interface ByteSource {
  readonly size: number;
  /** Exactly `length` bytes from `start`. */
  read(start: number, length: number): Promise<Uint8Array>;
}

interface Opened {
  readonly bytes: Uint8Array;
  readonly footer: ArrowFooter;
}

interface Decoded {
  readonly result: OptimizationResult;
  readonly head: ArtifactHead;
}

const untitled = 'Untitled';

/**
 * Writes a result as an uncompressed Arrow IPC file (Feather V2) that `pandas.read_feather` reads.
 * @throws {ResultError} `invalid`
 */
export async function encodeResult(
  result: OptimizationResult,
  stamp: SaveStamp,
  sha256: Sha256 = webCryptoSha256,
): Promise<{ readonly bytes: Uint8Array; readonly head: ArtifactHead }> {
  const full: Stamp = {
    id: result.id,
    revision: readIdentity(stamp.revision, 'revision'),
    createdAt: result.createdAt,
    updatedAt: readStampTime(stamp.updatedAt, 'updatedAt'),
  };
  const { problem, metadata, resultSets } = result;
  const { bytes, places } = writeArrow(result.columns, {
    metadata: [
      [ourKey, writeDescription({ ...full, problem, metadata, resultSets })],
      [pandasKey, writePandasMetadata(result)],
    ],
    ofColumn: ({ variable }) => [[ourKey, JSON.stringify(variable)]],
  });
  await sealWithHash(bytes, places[0] ?? [], sha256);
  return { bytes, head: headOf(result, full, bytes.length) };
}

/**
 * Reads an artifact of ours, after verifying its hash, or a Feather file of somebody else. Columns of 64-bit numbers are
 * views of `bytes`, which must not be written to afterwards.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export async function decodeResult(
  bytes: Uint8Array,
  origin: FileOrigin,
  { sha256 = webCryptoSha256, isSound = false }: DecodeOptions = {},
): Promise<Decoded> {
  // Typed arrays need their numbers at multiples of 8 bytes: one copy here, or one for each column.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const { footer, copies } = openFile(aligned);
  if (copies.inFooter === undefined && copies.inMessage === undefined) {
    return decodeForeign({ bytes: aligned, footer }, origin, sha256);
  }
  if (!isSound) await verifySelfHash(aligned, copies, sha256);
  return decodeOurs({ bytes: aligned, footer }, copies);
}

/**
 * Reads what can be known without decoding columns: the footer of our files, all bytes of others'.
 * The hash is not verified.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export async function readHead(source: ByteSource, origin: FileOrigin): Promise<ArtifactHead> {
  checkSize(source.size);
  const ours = await readOurHead(source);
  if (ours !== undefined) return ours;
  const bytes = await source.read(0, source.size);
  return (await decodeResult(bytes, origin)).head;
}

/**
 * Checks every byte against the hash the artifact carries; a file of somebody else is checked for its structure.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export async function verifyArtifact(bytes: Uint8Array, sha256?: Sha256): Promise<void> {
  const origin = { modifiedAt: new Date(0).toISOString() };
  await decodeResult(bytes, origin, sha256 && { sha256 });
}

function openFile(bytes: Uint8Array): {
  readonly footer: ArrowFooter;
  readonly copies: OurCopies;
} {
  checkSize(bytes.length);
  const start = footerStart(
    bytes.subarray(0, headLength),
    bytes.subarray(Math.max(0, bytes.length - tailLength)),
    bytes.length,
  );
  const footer = readFooter(bytes.subarray(start, bytes.length - tailLength), start);
  return { footer, copies: findOurCopies(bytes, footer, start) };
}

function decodeOurs({ bytes, footer }: Opened, { inFooter }: OurCopies): Decoded {
  const description = readDescription(inFooter?.text ?? '');
  const columns = readArrowColumns(bytes, footer);
  const variables = ourVariables(columns.map(({ field }) => field));
  const spend = textBudget();
  const result = asDamaged(
    () =>
      new OptimizationResult({
        ...description,
        columns: columns.map((column, index) => {
          const variable = variables[index];
          if (variable === undefined) throw damaged('a column has no description');
          return columnOf(column, variable, spend);
        }),
      }),
  );
  return { result, head: headOf(result, description, bytes.length) };
}

async function decodeForeign(
  { bytes, footer }: Opened,
  { modifiedAt }: FileOrigin,
  sha256: Sha256,
): Promise<Decoded> {
  const columns = readArrowColumns(bytes, footer);
  if (columns.length === 0) {
    throw unsupported('The file has no columns', 'Write a table with at least one column.');
  }
  const variables = foreignVariables(columns.map(({ field }) => field));
  const spend = textBudget();
  const metadata = readPandasAttributes(footer.metadata.get(pandasKey)?.text);
  const { problem = untitled } = metadata;
  const revision = await sha256(bytes);
  const result = asUnsupported(
    () =>
      new OptimizationResult({
        id: revision,
        createdAt: modifiedAt,
        problem: { name: typeof problem === 'string' && problem !== '' ? problem : untitled },
        metadata,
        columns: columns.map((column, index) => {
          const { name } = column.field;
          const variable = variables[index] ?? { name, role: 'observable' };
          return columnOf(column, variable, spend);
        }),
      }),
  );
  const stamp = { id: revision, revision, createdAt: modifiedAt, updatedAt: modifiedAt };
  return { result, head: headOf(result, stamp, bytes.length) };
}

/** Runs `read`; what breaks the rules of a result in a file that never promised to keep them cannot be read. */
function asUnsupported<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ResultError) || error.code !== 'invalid') throw error;
    throw new ResultError('unsupported', error.message, { cause: error });
  }
}

function headOf(result: OptimizationResult, stamp: Stamp, size: number): ArtifactHead {
  return Object.freeze({
    id: stamp.id,
    revision: stamp.revision,
    createdAt: stamp.createdAt,
    updatedAt: stamp.updatedAt,
    size,
    rowCount: result.rowCount,
    variables: Object.freeze(result.columns.map(({ variable }) => variable)),
    problem: result.problem,
    metadata: result.metadata,
    resultSetNames: Object.freeze(result.resultSets.map(({ name }) => name)),
  });
}

function checkSize(size: number): void {
  if (size <= maxFileBytes) return;
  throw unsupported(`The file has ${size} bytes; ${maxFileBytes} can be read`, 'Split it.');
}
