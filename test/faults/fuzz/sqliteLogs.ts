/*
 * Logs as SQLite writes them, https://sqlite.org/fileformat2.html, for databases that are made up here.
 */

const walMagic = 0x377f0683;
const journalMagic = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
const walHeaderBytes = 32;
const frameHeaderBytes = 24;
const sectorBytes = 512;
const nonce = 0x12345678;

/** A write-ahead log that holds every page of the database. */
export function walOf(main: Uint8Array): Uint8Array {
  const pageSize = pageSizeOf(main);
  const pages = main.length / pageSize;
  const wal = new Uint8Array(walHeaderBytes + pages * (frameHeaderBytes + pageSize));
  const view = viewOf(wal);
  [walMagic, 3007000, pageSize, 0, 1, 2].forEach((word, index) => view.setUint32(4 * index, word));
  for (let page = 0; page < pages; page++) {
    const at = walHeaderBytes + page * (frameHeaderBytes + pageSize);
    const words = [page + 1, page === pages - 1 ? pages : 0, 1, 2];
    words.forEach((word, index) => view.setUint32(at + 4 * index, word));
    wal.set(main.subarray(page * pageSize, (page + 1) * pageSize), at + frameHeaderBytes);
  }
  renewWal(wal);
  return wal;
}

/** Gives every frame the checksum that fits, whatever it says. */
export function renewWal(wal: Uint8Array): void {
  if (wal.length < walHeaderBytes) return;
  const view = viewOf(wal);
  const pageSize = view.getUint32(8);
  const sums: [number, number] = [0, 0];
  const add = (start: number, length: number): void => {
    for (let at = start; at + 8 <= start + length && at + 8 <= wal.length; at += 8) {
      sums[0] = (sums[0] + view.getUint32(at) + sums[1]) >>> 0;
      sums[1] = (sums[1] + view.getUint32(at + 4) + sums[0]) >>> 0;
    }
  };
  const note = (at: number): void =>
    sums.forEach((sum, index) => view.setUint32(at + 4 * index, sum));
  add(0, 24);
  note(24);
  const frameBytes = frameHeaderBytes + pageSize;
  for (let at = walHeaderBytes; at + frameBytes <= wal.length; at += frameBytes) {
    add(at, 8);
    add(at + frameHeaderBytes, pageSize);
    note(at + 16);
  }
}

/** A rollback journal that holds every page of the database as it is. */
export function journalOf(main: Uint8Array): Uint8Array {
  const pageSize = pageSizeOf(main);
  const pages = main.length / pageSize;
  const journal = new Uint8Array(sectorBytes + pages * (pageSize + 8));
  const view = viewOf(journal);
  journal.set(journalMagic);
  [pages, nonce, pages, sectorBytes, pageSize].forEach((word, index) =>
    view.setUint32(8 + 4 * index, word),
  );
  for (let page = 0; page < pages; page++) {
    const at = sectorBytes + page * (pageSize + 8);
    const content = main.subarray(page * pageSize, (page + 1) * pageSize);
    view.setUint32(at, page + 1);
    journal.set(content, at + 4);
    view.setUint32(at + 4 + pageSize, checksumOf(content));
  }
  return journal;
}

function checksumOf(page: Uint8Array): number {
  let sum = nonce;
  for (let at = page.length - 200; at > 0; at -= 200) sum += page[at] as number;
  return sum >>> 0;
}

function pageSizeOf(main: Uint8Array): number {
  const size = viewOf(main).getUint16(16);
  return size === 1 ? 65536 : size;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
