import {
  checkedSize,
  isHotJournal,
  isPageSize,
  isPowerOfTwo,
  pageSizeOf,
  viewOf,
} from './sqliteFile';

/*
 * SQLite's rollback journal, https://sqlite.org/fileformat2.html#the_rollback_journal: what the pages were that a
 * transaction has changed, or is about to change. A transaction ends when its journal is deleted, cut off or blanked out.
 */

/** Bytes of the first header that say something; it fills a sector. */
export const journalStartBytes = 28;
/** What SQLite takes a sector to be before a journal says otherwise; a journal that is shorter holds nothing. */
const leastSectorBytes = 512;
const maxSectorBytes = 65_536;
/** In place of the number of records: all that fit into the file. */
const uncounted = 0xffffffff;
/** Between the bytes of a page that are added up to its checksum. */
const checksumStride = 200;
/** The page at this offset carries SQLite's locks and never content. */
const lockOffset = 0x40000000;

/**
 * Differs between any two transactions; `undefined` when these are not the first bytes of the journal of one that is under
 * way or was interrupted. Its first 12 bytes are zeros until the first page of the database may be changed.
 */
export function journalIdentity(start: Uint8Array): string | undefined {
  if (start.length < journalStartBytes) return undefined;
  const isPending = start.subarray(0, 12).every(byte => byte === 0);
  if (!isPending && !isHotJournal(start)) return undefined;
  const view = viewOf(start);
  const [nonce, pages, sectorSize, pageSize] = [12, 16, 20, 24].map(at => view.getUint32(at));
  return sectorSize === 0 ? undefined : [nonce, pages, sectorSize, pageSize].join('-');
}

/**
 * The database as it was before the transaction to which a journal belongs, which is what SQLite makes of both after a
 * crash. As there, what follows the first record that is torn is not used: its page cannot have been written yet.
 * @throws {StorageError} `corrupt` when the journal asks for more than a database of this size can have been.
 */
export function applyJournal(main: Uint8Array, journal: Uint8Array): Uint8Array {
  const header = firstHeader(main, journal);
  if (header === undefined) return main;
  const { pageSize, sectorSize, pages } = header;
  const held = Math.floor(journal.length / (pageSize + 8));
  const before = new Uint8Array(checkedSize({ pages, pageSize, held, main }));
  before.set(main.subarray(0, before.length));
  for (let at = 0; at + sectorSize <= journal.length;) {
    const start = journal.subarray(at, at + sectorSize);
    if (!isHotJournal(start)) break;
    const { end, isWhole } = restore(before, journal, { ...header, at });
    if (!isWhole) break;
    at = Math.ceil(end / sectorSize) * sectorSize;
  }
  return before;
}

/**
 * The journal of a transaction over several databases names a file that lasts until it is committed in all of them: when
 * that file is gone, this journal is void. `undefined` when there is no such name.
 */
export function superJournalOf(journal: Uint8Array): string | undefined {
  const end = journal.length - 16;
  if (end < 0 || !isHotJournal(journal.subarray(end + 8))) return undefined;
  const view = viewOf(journal);
  const length = view.getUint32(end);
  if (length === 0 || length > end) return undefined;
  const name = journal.subarray(end - length, end);
  const expected = view.getUint32(end + 4);
  // Whether a byte above 127 counts as a negative number depends on the machine that wrote it.
  const sums = [
    name.reduce((sum, byte) => sum + byte, 0),
    new Int8Array(name).reduce((sum, byte) => sum + byte, 0),
  ];
  return sums.some(sum => sum >>> 0 === expected) ? new TextDecoder().decode(name) : undefined;
}

interface JournalHeader {
  readonly pageSize: number;
  readonly sectorSize: number;
  /** Of the database before the transaction. */
  readonly pages: number;
}

function firstHeader(main: Uint8Array, journal: Uint8Array): JournalHeader | undefined {
  if (journal.length < leastSectorBytes || !isHotJournal(journal)) return undefined;
  const view = viewOf(journal);
  const sectorSize = view.getUint32(20);
  const noted = view.getUint32(24);
  const pageSize = noted === 0 && main.length >= 18 ? pageSizeOf(main) : noted;
  const isSector = sectorSize >= 32 && sectorSize <= maxSectorBytes && isPowerOfTwo(sectorSize);
  return isSector && isPageSize(pageSize)
    ? { pageSize, sectorSize, pages: view.getUint32(16) }
    : undefined;
}

/** Plays back one header's records, as many as are sound. */
function restore(
  before: Uint8Array,
  journal: Uint8Array,
  { at, pageSize, sectorSize, pages }: JournalHeader & { readonly at: number },
): { readonly end: number; readonly isWhole: boolean } {
  const view = viewOf(journal);
  const noted = view.getUint32(at + 8);
  const nonce = view.getUint32(at + 12);
  const recordBytes = pageSize + 8;
  const fitting = Math.floor((journal.length - at - sectorSize) / recordBytes);
  const count = noted === uncounted ? fitting : noted;
  const lockPage = lockOffset / pageSize + 1;
  let record = at + sectorSize;
  for (let left = Math.min(count, fitting); left > 0; left--, record += recordBytes) {
    const number = view.getUint32(record);
    if (number === 0 || number === lockPage) return { end: record, isWhole: false };
    if (number > pages) continue;
    const page = journal.subarray(record + 4, record + 4 + pageSize);
    const checksum = view.getUint32(record + 4 + pageSize);
    if (checksumOf(page, nonce) !== checksum) return { end: record, isWhole: false };
    before.set(page, (number - 1) * pageSize);
  }
  return { end: record, isWhole: count <= fitting };
}

function checksumOf(page: Uint8Array, nonce: number): number {
  let sum = nonce;
  for (let at = page.length - checksumStride; at > 0; at -= checksumStride) sum += page[at] ?? 0;
  return sum >>> 0;
}
