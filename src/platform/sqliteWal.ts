/*
 * SQLite's write-ahead log, https://sqlite.org/fileformat2.html#the_write_ahead_log
 */

const headerBytes = 32;
const frameHeaderBytes = 24;
const littleEndianMagic = 0x377f0682;
const bigEndianMagic = 0x377f0683;

/**
 * The database as programs see it that read its write-ahead log too, in rollback mode: `main` with the pages of all
 * transactions of `wal` that were committed. Frames after the first one that is torn or left from before are not used.
 */
export function applyWal(main: Uint8Array, wal: Uint8Array): Uint8Array {
  const pages = committedPages(wal);
  const copy = new Uint8Array(pages === undefined ? main.length : pages.size);
  copy.set(main.subarray(0, copy.length));
  for (const [number, page] of pages?.byNumber ?? []) {
    const start = (number - 1) * page.length;
    if (start + page.length <= copy.length) copy.set(page, start);
  }
  // Versions of the format for writing and reading: 2 would say that there is a log.
  if (copy.length >= 20) copy.fill(1, 18, 20);
  return copy;
}

interface CommittedPages {
  /** Bytes of the database after the last commit. */
  readonly size: number;
  readonly byNumber: ReadonlyMap<number, Uint8Array>;
}

function committedPages(wal: Uint8Array): CommittedPages | undefined {
  if (wal.length < headerBytes) return undefined;
  const view = new DataView(wal.buffer, wal.byteOffset, wal.byteLength);
  const magic = view.getUint32(0);
  if (magic !== littleEndianMagic && magic !== bigEndianMagic) return undefined;
  const checksum = new Checksum(view, magic === littleEndianMagic);
  checksum.add(0, 24);
  if (!checksum.matches(24)) return undefined;

  const pageSize = view.getUint32(8);
  const salts = [view.getUint32(16), view.getUint32(20)];
  const committed = new Map<number, Uint8Array>();
  let open = new Map<number, Uint8Array>();
  let size: number | undefined;
  const frameBytes = frameHeaderBytes + pageSize;
  for (let at = headerBytes; at + frameBytes <= wal.length; at += frameBytes) {
    if (view.getUint32(at + 8) !== salts[0] || view.getUint32(at + 12) !== salts[1]) break;
    checksum.add(at, 8);
    checksum.add(at + frameHeaderBytes, pageSize);
    if (!checksum.matches(at + 16)) break;
    open.set(view.getUint32(at), wal.subarray(at + frameHeaderBytes, at + frameBytes));
    const pagesAfterCommit = view.getUint32(at + 4);
    if (pagesAfterCommit === 0) continue;
    for (const [number, page] of open) committed.set(number, page);
    open = new Map();
    size = pagesAfterCommit * pageSize;
  }
  return size === undefined ? undefined : { size, byNumber: committed };
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
