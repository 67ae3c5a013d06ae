import { damaged } from '../faults';

export function brokenZstd(): Error {
  return damaged('a column compressed with ZSTD cannot be unpacked');
}
