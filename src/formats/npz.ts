import { arrangeArrays } from './arrays/arrangeArrays';
import type { ArrangedArrays } from './arrays/arrangeArrays';
import { arrayResult } from './arrays/arrayResult';
import type { PlainArray } from './arrays/plainArray';
import { readNpy } from './arrays/readNpy';
import type {
  Detection,
  Format,
  ImportedResult,
  ReadOptions,
  RoleProposal,
  SourceFile,
  Unread,
} from './format';
import { FormatError } from './formatError';
import { nameWithoutExtension } from './keyName';
import { proposeRoles } from './roles/proposeRoles';
import { unzip } from './zip/unzip';

/** An archive of NumPy arrays, as `numpy.savez` writes it: the arrays that share their rows are one table. */
export const npz: Format = {
  id: 'npz',
  title: 'NumPy archive',
  holds: 'one',
  detect,
  propose,
  read,
};

const zipStart = 'PK\x03\x04';

async function detect({ head }: SourceFile): Promise<Detection | undefined> {
  const [start, nameLength] = [head.subarray(0, 30), (head[26] ?? 0) + (head[27] ?? 0) * 256];
  if (!new TextDecoder('latin1').decode(start).startsWith(zipStart)) return undefined;
  const first = new TextDecoder().decode(head.subarray(30, 30 + nameLength));
  return first.endsWith('.npy') ? { confidence: 0.9 } : undefined;
}

async function propose(file: SourceFile): Promise<RoleProposal | undefined> {
  const { columns, hasRoles } = await arrange(file);
  return hasRoles ? undefined : proposeRoles(columns);
}

async function read(file: SourceFile, { roles }: ReadOptions): Promise<readonly ImportedResult[]> {
  const name = nameWithoutExtension(file.name);
  return [arrayResult(file, name, { arranged: await arrange(file), roles })];
}

async function arrange(
  file: SourceFile,
): Promise<ArrangedArrays & { readonly unread: readonly Unread[] }> {
  const arrays = new Map<string, PlainArray>();
  const notes: string[] = [];
  const unread: Unread[] = [];
  for (const [entry, bytes] of unzip(file.name, await file.read())) {
    const name = entry.replace(/\.npy$/, '');
    try {
      const { array, notes: found } = readNpy(bytes, { file: file.name, array: name });
      arrays.set(name, array);
      notes.push(...found);
    } catch (error) {
      // One array that is a pickle or a picture must not hide the others.
      if (!(error instanceof FormatError)) throw error;
      unread.push({ reason: error.message });
    }
  }
  const arranged = arrangeArrays(arrays);
  if (arranged.columns.length === 0) throw nothingReadable(file.name, arrays, unread);
  return { ...arranged, notes: [...notes, ...arranged.notes], unread };
}

function nothingReadable(
  file: string,
  arrays: ReadonlyMap<string, PlainArray>,
  [first]: readonly Unread[],
): FormatError {
  const shapes = [...arrays].map(([name, { shape }]) => `"${name}" (${shape.join(', ')})`);
  const found =
    first?.reason ??
    (shapes.length > 0 ? `Found: ${shapes.slice(0, 12).join(', ')}.` : 'It is empty.');
  return new FormatError(
    file,
    `has no array that makes a table: numbers in one or two dimensions are expected. ${found}`,
  );
}
