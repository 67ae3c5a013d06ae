import { ResultError } from '../../core/errors';
import type { ArtifactHead, Header } from '../../core/header';
import { readHead } from '../../core/resultFile';
import type { Entry } from '../backend';
import { StorageError } from '../errors';
import { isArtifactHead } from '../isArtifactHead';
import type { SqlRow, SqlValue } from '../ports';
import { toldByAllBytes } from '../verifyUnsupported';

/** How artifacts are written; a column of its own, so that there can be another one day. */
export const artifactFormat = 'arrow';

/** The columns of a row that keeps an entry, in the order of {@link rowOfEntry}; the first is the key. */
export const entryColumns = [
  'key',
  'revision',
  'created_at',
  'updated_at',
  'rows',
  'size',
  'header',
  'format',
  'payload',
] as const;

/** Where a row comes from, for messages. */
export interface RowPlace {
  readonly key: string;
  readonly location: string;
}

export function rowOfEntry({ header, bytes }: Entry): readonly SqlValue[] {
  const { key, ...head } = header;
  return [
    key,
    head.revision,
    head.createdAt,
    head.updatedAt,
    head.rowCount,
    bytes.length,
    JSON.stringify(head),
    artifactFormat,
    bytes,
  ];
}

/**
 * The entry in a row, with the head that its artifact says itself: what the columns beside it note may have decayed alone.
 * @throws {StorageError} `corrupt`, or `unsupported` when a newer program wrote the row.
 */
export async function entryOfRow(row: SqlRow, place: RowPlace): Promise<Entry> {
  if (row['format'] !== artifactFormat) {
    throw new StorageError(
      'unsupported',
      `"${place.key}" in ${place.location} is written as "${String(row['format'])}", which this program does not know. Update OptiScope.`,
    );
  }
  const bytes = row['payload'];
  if (!(bytes instanceof Uint8Array)) throw damaged(place, 'it has no bytes');
  if (bytes.length !== row['size']) {
    throw damaged(place, `it has ${bytes.length} bytes, ${String(row['size'])} were written`);
  }
  const head = await headOf(bytes, row, place);
  // Pages of a damaged database may have changed places: the artifact can be sound and that of another key.
  if (head.revision !== row['revision']) throw damaged(place, 'its bytes are those of another one');
  return { header: { ...head, key: place.key }, bytes };
}

async function headOf(bytes: Uint8Array, row: SqlRow, place: RowPlace): Promise<ArtifactHead> {
  const noted = String(row['updated_at']);
  // Only files of other programs need it; an artifact of ours says itself when it was changed.
  const modifiedAt = Number.isNaN(Date.parse(noted)) ? new Date(0).toISOString() : noted;
  const read = async (start: number, length: number) => bytes.subarray(start, start + length);
  try {
    return await readHead({ size: bytes.length, read }, { modifiedAt });
  } catch (caught) {
    const error = await toldByAllBytes(caught, bytes);
    if (!(error instanceof ResultError)) throw error;
    if (error.code !== 'unsupported') throw damaged(place, error.message.replace(/\.$/, ''));
    const message = `"${place.key}" in ${place.location} cannot be read: ${error.message}`;
    throw new StorageError('unsupported', message, { cause: error });
  }
}

/**
 * The header as the columns note it, without a look at the artifact.
 * @throws {StorageError} `corrupt`
 */
export function headerOfRow(row: SqlRow, place: RowPlace): Header {
  const head = parsed(row['header']);
  if (!isArtifactHead(head)) throw damaged(place, 'its header is not one');
  const isOfRow =
    head.revision === row['revision'] &&
    head.createdAt === row['created_at'] &&
    head.updatedAt === row['updated_at'] &&
    head.rowCount === row['rows'] &&
    head.size === row['size'];
  if (!isOfRow) throw damaged(place, 'its header is not what the columns beside it say');
  return { ...head, key: place.key };
}

/** The columns that {@link headerOfRow} needs. */
export const headerColumns = 'revision, created_at, updated_at, rows, size, header';

function parsed(text: SqlValue | undefined): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    // Text that is no JSON is what the caller reports.
    return undefined;
  }
}

function damaged({ key, location }: RowPlace, fault: string): StorageError {
  return new StorageError(
    'corrupt',
    `"${key}" in ${location} is damaged: ${fault}. Delete it, or restore it from the other backend.`,
  );
}
