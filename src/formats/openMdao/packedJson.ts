import { Unzlib } from 'fflate';
import { parsePythonJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import type { SqlValue } from '../sqlReader';

/** More than any model's metadata takes. */
const mostBytes = 256 * 1024 * 1024;
/** One piece can grow a thousandfold: it is small, so that what grows too large is given up early. */
const pieceBytes = 16_384;

/**
 * A value of the table of metadata: JSON, compressed with zlib since format version 14. `undefined` when it is a pickle, as
 * in versions 1 and 2, which is never read, or there is none.
 * @param most bytes that compressed metadata may take.
 * @throws {Error} when it is neither sound JSON nor a pickle; the message is a clause.
 */
export function readPackedJson(
  value: SqlValue | undefined,
  most = mostBytes,
): PythonJson | undefined {
  if (value === null || value === undefined) return undefined;
  if (value instanceof Uint8Array) {
    return isZlib(value) ? parsePythonJson(inflate(value, most)) : undefined;
  }
  const text = String(value);
  return /^\s*[{[]/.test(text) ? parsePythonJson(text) : undefined;
}

function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return first === 0x78 && (first * 256 + second) % 31 === 0;
}

function inflate(bytes: Uint8Array, most: number): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  let isWhole = false;
  const stream = new Unzlib((chunk, final) => {
    size += chunk.length;
    if (size > most) throw new Error(`the metadata is larger than ${most} bytes`);
    text += decoder.decode(chunk, { stream: !final });
    isWhole = final;
  });
  for (let start = 0; start < bytes.length && !isWhole; start += pieceBytes) {
    const end = start + pieceBytes;
    stream.push(bytes.subarray(start, end), end >= bytes.length);
  }
  if (!isWhole) throw new Error('the compressed metadata ends too early');
  return text;
}
