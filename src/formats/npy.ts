import { arrangeArrays } from './arrays/arrangeArrays';
import type { ArrangedArrays } from './arrays/arrangeArrays';
import { arrayResult } from './arrays/arrayResult';
import { customaryLetters, customaryName } from './arrays/customaryNames';
import { cellKind, isNpy, readNpyHeader } from './arrays/npyHeader';
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

/**
 * An array in NumPy's own format. The objectives of a run, `F.npy` or `run-F.npy`, are read together with what lies
 * beside them: `run-X.npy`, `run-G.npy`, `run-H.npy`, `run-CV.npy`.
 */
export const npy: Format = {
  id: 'npy',
  title: 'NumPy array',
  holds: 'one',
  detect,
  propose,
  read,
};

async function detect({ head }: SourceFile): Promise<Detection | undefined> {
  if (!isNpy(head)) return undefined;
  const header = readNpyHeader(head);
  const kind = typeof header === 'string' ? undefined : cellKind(header.descr);
  return { confidence: 1, ...(typeof kind === 'string' && { refusal: kind }) };
}

async function propose(file: SourceFile): Promise<RoleProposal | undefined> {
  const { columns, hasRoles } = await arrange(file);
  return hasRoles ? undefined : proposeRoles(columns);
}

async function read(file: SourceFile, { roles }: ReadOptions): Promise<readonly ImportedResult[]> {
  const stem = nameWithoutExtension(file.name);
  const name = customaryName(stem)?.prefix === '' ? file.folder.name : stem;
  return [arrayResult(file, name, { arranged: await arrange(file), roles })];
}

type ArrangedFile = ArrangedArrays & { readonly unread: readonly Unread[] };

async function arrange(file: SourceFile): Promise<ArrangedFile> {
  const main = readNpy(await file.read(), { file: file.name });
  const part = customaryName(nameWithoutExtension(file.name));
  const arrays = new Map<string, PlainArray>([[part?.letter ?? '', main.array]]);
  const unread: Unread[] = [];
  if (part?.letter === 'F') {
    for (const letter of customaryLetters.filter(other => other !== 'F')) {
      const companion = await file.folder.file(`${part.prefix}${letter}.npy`);
      if (companion === undefined) continue;
      try {
        arrays.set(letter, readNpy(await companion.read(), { file: companion.name }).array);
      } catch (error) {
        // The objectives are worth having without their variables.
        if (!(error instanceof FormatError)) throw error;
        unread.push({ reason: error.message });
      }
    }
  }
  const arranged = arrangeArrays(arrays);
  if (arranged.columns.length === 0) {
    throw new FormatError(
      file.name,
      `holds an array of shape (${main.array.shape.join(', ')}); one or two dimensions are expected, with at most 10000 columns.`,
    );
  }
  return { ...arranged, notes: [...main.notes, ...arranged.notes], unread };
}
