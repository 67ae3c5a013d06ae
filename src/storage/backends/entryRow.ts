import type { ArtifactHead, Header } from '../../core/header';
import type { Entry } from '../backend';
import { StorageError } from '../errors';
import type { SqlRow, SqlValue } from '../ports';

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

/** @throws {StorageError} `corrupt`, or `unsupported` when a newer program wrote the row. */
export function entryOfRow(row: SqlRow, place: RowPlace): Entry {
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
  return { header: headerOfRow(row, place), bytes };
}

/** @throws {StorageError} `corrupt` */
export function headerOfRow(row: SqlRow, place: RowPlace): Header {
  const head = parseHead(row['header']);
  if (head === undefined) throw damaged(place, 'its header is no JSON object');
  if (head.revision !== row['revision']) throw damaged(place, 'its header is that of another one');
  return { ...head, key: place.key };
}

function parseHead(text: SqlValue | undefined): ArtifactHead | undefined {
  try {
    const head = JSON.parse(String(text)) as unknown;
    if (typeof head !== 'object' || head === null || !('variables' in head)) return undefined;
    return head as ArtifactHead;
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
