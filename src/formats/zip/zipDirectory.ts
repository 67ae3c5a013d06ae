/** What a ZIP archive's directory says of one file in it. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc32: number;
  /** Bytes in the archive. */
  readonly packedSize: number;
  /** Bytes when unpacked, as the archive claims. */
  readonly size: number;
  /** Where its own header begins. */
  readonly offset: number;
}

const entrySignature = 0x02014b50;
const endSignature = 0x06054b50;
const entryBytes = 46;
const endBytes = 22;
/** The comment behind the end of the directory is no longer. */
const longestComment = 65_535;
const beyond32Bits = 0xffffffff;

/**
 * The entries of the directory at the end of the archive, or what is wrong with it in words that follow the file's name.
 * Libraries unpack without comparing checksums: reading the directory here is what makes damage visible.
 */
export function zipDirectory(bytes: Uint8Array): readonly ZipEntry[] | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = findEnd(view);
  if (end === undefined) return 'is a ZIP archive that is cut off: its directory is missing.';
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (start === beyond32Bits) return 'is a ZIP archive of more than 4 GB: too large to be read.';
  const entries: ZipEntry[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    const entry = at + entryBytes <= end ? readEntry(bytes, view, at) : undefined;
    if (entry === undefined) return 'is a damaged ZIP archive: its directory cannot be read.';
    entries.push(entry);
    at += entryBytes + lengthsOf(view, at);
  }
  return entries;
}

function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - endBytes;
  for (let at = last; at >= Math.max(0, last - longestComment); at--) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  return undefined;
}

/** Of the name, the extra field and the comment that follow an entry. */
function lengthsOf(view: DataView, at: number): number {
  return (
    view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  );
}

function readEntry(bytes: Uint8Array, view: DataView, at: number): ZipEntry | undefined {
  const nameLength = view.getUint16(at + 28, true);
  if (view.getUint32(at, true) !== entrySignature || at + entryBytes + nameLength > bytes.length) {
    return undefined;
  }
  return {
    name: new TextDecoder().decode(bytes.subarray(at + entryBytes, at + entryBytes + nameLength)),
    method: view.getUint16(at + 10, true),
    isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
    crc32: view.getUint32(at + 16, true),
    packedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
}
