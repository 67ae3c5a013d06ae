import { checkedSize, isPageSize, viewOf } from './sqliteFile';

/*
 * SQLite's write-ahead log, https://sqlite.org/fileformat2.html#the_write_ahead_log
 */

/** Bytes of the header, which is written anew each time the log begins from its start again. */
export const walStartBytes = 32;
const frameHeaderBytes = 24;
const littleEndianMagic = 0x377f0682;
const bigEndianMagic = 0x377f0683;

/** Differs each time the log begins anew; `undefined` when these are not the first bytes of a log that can be read. */
export function walIdentity(start: Uint8Array): string | undefined {
  return checkedHeader(start) && start.subarray(0, walStartBytes).join();
}

/**
 * The database as programs see it that read its write-ahead log too, in rollback mode: `main` with the pages of all
 * transactions of `wal` that were committed. Frames after the first one that is torn or left from before are not used.
 * Changes neither of its arguments, and returns `main` itself when nothing differs.
 * @throws {StorageError} `corrupt` when the log asks for more than a database of this size can have become.
 */
export function applyWal(main: Uint8Array, wal: Uint8Array): Uint8Array {
  const pages = committedPages(wal);
  const isInRollbackMode = main.length < 20 || (main[18] === 1 && main[19] === 1);
  if (pages === undefined && isInRollbackMode) return main;
  const size = pages === undefined ? main.length : checkedSize({ ...pages, main });
  const copy = new Uint8Array(size);
  copy.set(main.subarray(0, size));
  for (const [number, page] of pages?.byNumber ?? []) {
    const start = (number - 1) * page.length;
    if (start + page.length <= size) copy.set(page, start);
  }
  // Versions of the format for writing and reading: 2 would say that there is a log.
  if (size >= 20) copy.fill(1, 18, 20);
  return copy;
}

interface CommittedPages {
  /** Of the database after the last commit. */
  readonly pages: number;
  readonly pageSize: number;
  readonly held: number;
  readonly byNumber: ReadonlyMap<number, Uint8Array>;
}

function committedPages(wal: Uint8Array): CommittedPages | undefined {
  const checksum = checkedHeader(wal);
  if (checksum === undefined) return undefined;
  const view = viewOf(wal);
  const pageSize = view.getUint32(8);
  const salts = [view.getUint32(16), view.getUint32(20)];
  const byNumber = new Map<number, Uint8Array>();
  let open = new Map<number, Uint8Array>();
  let pages: number | undefined;
  const frameBytes = frameHeaderBytes + pageSize;
  for (let at = walStartBytes; at + frameBytes <= wal.length; at += frameBytes) {
    const number = view.getUint32(at);
    const isOfThisLog = view.getUint32(at + 8) === salts[0] && view.getUint32(at + 12) === salts[1];
    if (number === 0 || !isOfThisLog) break;
    checksum.add(at, 8);
    checksum.add(at + frameHeaderBytes, pageSize);
    if (!checksum.matches(at + 16)) break;
    open.set(number, wal.subarray(at + frameHeaderBytes, at + frameBytes));
    const pagesAfterCommit = view.getUint32(at + 4);
    if (pagesAfterCommit === 0) continue;
    for (const [committed, page] of open) byNumber.set(committed, page);
    open = new Map();
    pages = pagesAfterCommit;
  }
  return pages === undefined ? undefined : { pages, pageSize, held: byNumber.size, byNumber };
}

/** What the frames' checksums go on from; `undefined` when this is no header that can be read. */
function checkedHeader(wal: Uint8Array): Checksum | undefined {
  if (wal.length < walStartBytes) return undefined;
  const view = viewOf(wal);
  const magic = view.getUint32(0);
  if (magic !== littleEndianMagic && magic !== bigEndianMagic) return undefined;
  const checksum = new Checksum(view, magic === littleEndianMagic);
  checksum.add(0, 24);
  return checksum.matches(24) && isPageSize(view.getUint32(8)) ? checksum : undefined;
}

/** The log's running checksum over pairs of 32-bit words. */
class Checksum {
  private first = 0;
  private second = 0;

  constructor(
    private readonly view: DataView,
    private readonly isLittleEndian: boolean,
  ) {}

  add(start: number, length: number): void {
    for (let at = start; at < start + length; at += 8) {
      this.first = (this.first + this.view.getUint32(at, this.isLittleEndian) + this.second) >>> 0;
      this.second =
        (this.second + this.view.getUint32(at + 4, this.isLittleEndian) + this.first) >>> 0;
    }
  }

  matches(at: number): boolean {
    return this.view.getUint32(at) === this.first && this.view.getUint32(at + 4) === this.second;
  }
}
