import type { File as LoadedFile } from 'h5wasm';
import type { SourceFile } from '../format';
import { FormatError } from '../formatError';
import { checkHeaps } from './checkHeaps';
import { hdf5Library } from './hdf5Library';
import { Hdf5Reader, memoryFor } from './hdf5Reader';

const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
/** The library reads from a copy of the whole file. */
const maxMegabytes = 256;
let opened = 0;

/** Whether the bytes begin as an HDF5 file does. */
export function isHdf5(bytes: Uint8Array): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/**
 * Opens the file for as long as `read` takes, in the memory of the HDF5 library, which is loaded when the first file needs
 * it. External files that it names are never opened.
 * @throws {FormatError} when it is larger than 256 MB, still being written, cut off or damaged.
 */
export async function readHdf5<T>(file: SourceFile, read: (reader: Hdf5Reader) => T): Promise<T> {
  if (file.size > maxMegabytes * 2 ** 20) {
    throw new FormatError(
      file.name,
      `is an HDF5 file of ${Math.round(file.size / 2 ** 20)} MB: it is read into memory as a whole, and more than ${maxMegabytes} MB are too many. Export what is needed of it as CSV or Parquet.`,
    );
  }
  const bytes = await file.read();
  const { File, module, allowBytes } = await hdf5Library();
  allowBytes(memoryFor(bytes.length));
  const path = `/${++opened}.h5`;
  let loaded: LoadedFile | undefined;
  try {
    checkHeaps(bytes);
    module.FS.writeFile(path, bytes);
    loaded = new File(path, 'r');
    return read(new Hdf5Reader(loaded, bytes.length));
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    throw new FormatError(
      file.name,
      `is an HDF5 file that cannot be read: ${reasonOf(cause)}. Copy it again when no program writes to it.`,
      { cause },
    );
  } finally {
    attempt(() => loaded?.close());
    // A damaged file may not even close: its copy would stay in memory.
    attempt(() => module.FS.truncate(path, 0));
    attempt(() => module.FS.unlink(path));
  }
}

/** The library throws errors, texts and traps; of its own errors, the last of many lines is that which caused the others. */
function reasonOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  const steps = [...text.matchAll(/^ *#\d+: .*\(\): (.*)$/gm)].map(([, step]) => step);
  const reason = steps.at(-1) ?? text.split('\n', 1)[0] ?? '';
  return (
    reason.replace(/^error - /, '').replace(/(?<![.\s])[.\s]+$/, '') ||
    'the library gives no reason'
  );
}

function attempt(call: () => unknown): void {
  try {
    call();
  } catch {
    // Nothing is left to be done about what cannot be closed.
  }
}
