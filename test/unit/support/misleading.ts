import { ResultError } from '../../../src/core/errors';
import { readHead } from '../../../src/core/resultFile';

/** The artifact with one bit turned over, for every bit that makes its head look like that of another version or type. */
export async function misleading(bytes: Uint8Array): Promise<readonly Uint8Array[]> {
  const found: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const changed = bytes.slice();
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    if (await seemsUnsupported(changed)) found.push(changed);
  }
  return found;
}

async function seemsUnsupported(bytes: Uint8Array): Promise<boolean> {
  const read = async (start: number, length: number) => bytes.subarray(start, start + length);
  return readHead({ size: bytes.length, read }, { modifiedAt: new Date(0).toISOString() }).then(
    () => false,
    error => error instanceof ResultError && error.code === 'unsupported',
  );
}
