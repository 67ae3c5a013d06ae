const signature = [0x47, 0x43, 0x4f, 0x4c, 1];
const headerBytes = 16;

/**
 * Checks the collections of texts in an HDF5 file (format specification 3.0, section III.E), of which version 2.0.0 of the
 * library follows some damaged ones without an end: objects that take no space at all, or lead back. Its build for
 * WebAssembly has 32 bits and reckons with the lower half of each length, so that is what is done here.
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
  const end = Math.min(view.byteLength, start + view.getUint32(start + 8, true));
  let at = start + headerBytes;
  while (at + headerBytes <= end) {
    const length = view.getUint32(at + 8, true);
    const isFree = view.getUint16(at, true) === 0;
    const step = isFree ? length : headerBytes + (((length + 7) >>> 3) << 3);
    if ((step | 0) < headerBytes) throw new Error('a collection of texts is damaged');
    at += step;
  }
}
