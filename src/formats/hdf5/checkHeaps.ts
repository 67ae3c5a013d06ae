const signature = [0x47, 0x43, 0x4f, 0x4c, 1];
const headerBytes = 16;

/**
 * Checks the collections of texts in an HDF5 file (format specification 3.0, section III.E), of which version 2.0.0 of the
 * library follows some damaged ones without an end: free space that takes no space at all.
 * @throws {Error} when there is such a collection.
 */
export function checkHeaps(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [first = 0] = signature;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (signature.every((byte, index) => bytes[at + index] === byte)) checkHeap(view, at);
  }
}

/** Objects follow one another: index, references, length; index 0 is the free space, header included. */
function checkHeap(view: DataView, start: number): void {
  if (start + headerBytes > view.byteLength) return;
  const end = Math.min(view.byteLength, start + lengthAt(view, start + 8));
  let at = start + headerBytes;
  while (at + headerBytes <= end) {
    const length = lengthAt(view, at + 8);
    const isFree = view.getUint16(at, true) === 0;
    if (isFree && length < headerBytes) throw new Error('a collection of texts is damaged');
    at += isFree ? length : headerBytes + Math.ceil(length / 8) * 8;
  }
}

function lengthAt(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}
