import { ResultError } from '../errors';
import type { ArtifactHead, Stamp } from '../header';
import { readIdentity, readStampTime } from '../metadataJson';
import { OptimizationResult } from '../result';
import type { Decoded, DecodeOptions, Encoded, FileOrigin, SaveStamp } from '../resultFile';
import { webCryptoSha256 } from '../sha256';
import type { Sha256 } from '../sha256';
import { uuidOf } from '../uuid';
import { columnOf } from './arrowColumn';
import { readArrowColumns } from './arrowFile';
import { checkFileSize, footerStart, headLength, readFooter, tailLength } from './arrowFooter';
import type { ArrowFooter } from './arrowFooter';
import { damaged, unsupported } from './faults';
import { foreignVariables } from './foreignVariables';
import { asDamaged, readDescription, revisionAt, writeDescription } from './ourDescription';
import { ourVariables } from './ourVariables';
import { pandasKey, readPandasAttributes, writePandasMetadata } from './pandasMetadata';
import { findOurCopies, ourKey, sealWithHash, verifySelfHash } from './selfHash';
import type { OurCopies } from './selfHash';
import { textBudget } from './textBudget';
import { writeArrow } from './writeArrow';

interface Opened {
  readonly bytes: Uint8Array;
  readonly footer: ArrowFooter;
}

const untitled = 'Untitled';
/** Stands where the revision will be when that is made from all other bytes. */
const noRevision = '00000000-0000-0000-0000-000000000000';

/** See `encodeResult`. */
export async function encodeArtifact(
  result: OptimizationResult,
  stamp: SaveStamp,
  sha256: Sha256 = webCryptoSha256,
): Promise<Encoded> {
  const draft: Stamp = {
    id: result.id,
    revision: readIdentity(stamp.revision ?? noRevision, 'revision'),
    createdAt: result.createdAt,
    updatedAt: readStampTime(stamp.updatedAt, 'updatedAt'),
  };
  const { problem, metadata, resultSets } = result;
  const description = writeDescription({ ...draft, problem, metadata, resultSets });
  const { bytes, places } = writeArrow(result.columns, {
    metadata: [
      [ourKey, description],
      [pandasKey, writePandasMetadata(result)],
    ],
    ofColumn: ({ variable }) => [[ourKey, JSON.stringify(variable)]],
  });
  const starts = places[0] ?? [];
  const isGiven = stamp.revision !== undefined;
  const revision = isGiven ? draft.revision : await revisionOf(bytes, sha256);
  if (!isGiven) writeRevision(bytes, starts, { description, revision });
  await sealWithHash(bytes, starts, sha256);
  return { bytes, head: headOf(result, { ...draft, revision }, bytes.length) };
}

/** A name-based UUID (RFC 9562, version 8) of an artifact that has no revision and no hash yet. */
async function revisionOf(bytes: Uint8Array, sha256: Sha256): Promise<string> {
  return uuidOf(await sha256(bytes));
}

function writeRevision(
  bytes: Uint8Array,
  starts: readonly number[],
  { description, revision }: { readonly description: string; readonly revision: string },
): void {
  const encoder = new TextEncoder();
  const at = encoder.encode(description.slice(0, revisionAt(description))).length;
  const written = encoder.encode(revision);
  for (const start of starts) bytes.set(written, start + at);
}

/** See `decodeResult`. */
export async function decodeArtifact(
  bytes: Uint8Array,
  origin: FileOrigin,
  { sha256 = webCryptoSha256, isSound = false }: DecodeOptions = {},
): Promise<Decoded> {
  // Typed arrays need their numbers at multiples of 8 bytes: one copy here, or one for each column.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const { footer, copies } = openFile(aligned);
  if (!isOurs(copies)) {
    return decodeForeign({ bytes: aligned, footer }, origin, sha256);
  }
  if (!isSound) await verifySelfHash(aligned, copies, sha256);
  return decodeOurs({ bytes: aligned, footer }, copies);
}

/** See `verifyArtifact`. */
export async function verifyBytes(
  bytes: Uint8Array,
  sha256: Sha256 = webCryptoSha256,
): Promise<void> {
  const { copies } = openFile(bytes);
  if (isOurs(copies)) await verifySelfHash(bytes, copies, sha256);
  else await decodeArtifact(bytes, { modifiedAt: new Date(0).toISOString() }, { sha256 });
}

function isOurs({ inFooter, inMessage }: OurCopies): boolean {
  return inFooter !== undefined || inMessage !== undefined;
}

function openFile(bytes: Uint8Array): {
  readonly footer: ArrowFooter;
  readonly copies: OurCopies;
} {
  checkFileSize(bytes.length);
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
