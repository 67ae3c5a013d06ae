import { gunzipSync } from 'fflate';
import { snappyUncompress } from 'hyparquet';
import type { Compressors } from 'hyparquet/src/types.js';
import { decodeLz4Block } from '../../core/arrow/lz4Block';
import { decodeZstd } from '../../core/arrow/zstd';

/** How pages are unpacked: into exactly `length` bytes. The decoders of LZ4 and ZSTD are those of Arrow files. */
export const pageCodecs: Compressors = {
  SNAPPY: (packed, length) => {
    const page = new Uint8Array(length);
    snappyUncompress(packed, page);
    return page;
  },
  GZIP: (packed, length) => gunzipSync(packed, { out: new Uint8Array(length) }),
  ZSTD: (packed, length) => decodeZstd(packed, length),
  LZ4_RAW: (packed, length) => {
    const page = new Uint8Array(length);
    const written = decodeLz4Block(packed, page, 0);
    return page.subarray(0, written);
  },
};
