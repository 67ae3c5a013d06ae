import { ParquetFault } from './parquetFault';

/**
 * Sees to it that a page of runs (Parquet's hybrid of run lengths and bit packing) stands for no more than `count` numbers
 * of `width` bits: the library would write as many as a damaged run says.
 * @throws {ParquetFault}
 */
export function checkRuns(bytes: Uint8Array, width: number, count: number): void {
  let seen = 0;
  for (let at = 0; seen < count && at < bytes.length;) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 28) throw broken();
      header += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    const isPacked = header % 2 === 1;
    const length = Math.floor(header / 2);
    const values = isPacked ? length * 8 : length;
    // Packed ones come in eights, of which the last need not be full.
    if (seen + values > count + (isPacked ? count + 512 : 0)) throw broken();
    at += isPacked ? length * width : Math.ceil(width / 8);
    seen += values;
  }
}

function broken(): ParquetFault {
  return new ParquetFault('is damaged Parquet: a page repeats a value too often.');
}
