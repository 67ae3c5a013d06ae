import { detectFolder, findFormat } from '../../../src/formats/detectFormat';
import type {
  Format,
  ImportedResult,
  RoleProposal,
  Roles,
  SourceFile,
  SourceFolder,
} from '../../../src/formats/format';
import { fakeFolder } from './sourceFiles';
import type { Contents } from './sourceFiles';
import { formatPorts } from './sqlReader';

/** Where something lies among files that exist only in the test. */
export interface Place {
  /** The path of a file or a folder in `contents`. */
  readonly at: string;
  readonly contents: Contents;
}

/** A file or folder whose format was found. Its functions throw {@link FormatError} when it cannot be read. */
export interface FoundSample {
  readonly format: string;
  readonly holds: 'one' | 'many';
  propose(): Promise<RoleProposal | undefined>;
  read(roles?: Roles): Promise<readonly ImportedResult[]>;
}

/**
 * The format of what lies at the place; `undefined` when nothing does, or something of no known format.
 * @throws {FormatError} when it is refused.
 */
export async function findSample({ at, contents }: Place): Promise<FoundSample | undefined> {
  const root = fakeFolder('samples', contents);
  const file = await root.file(at);
  if (file !== undefined) return found(await findFormat(file, formatPorts), file);
  const folder = await root.folder(at);
  return folder && found(await detectFolder(folder, formatPorts), folder);
}

function found<Item extends SourceFile | SourceFolder>(
  format: Format<Item> | undefined,
  item: Item,
): FoundSample | undefined {
  return (
    format && {
      format: format.id,
      holds: format.holds,
      propose: async () => format.propose?.(item, formatPorts),
      read: roles => format.read(item, { ports: formatPorts, ...(roles && { roles }) }),
    }
  );
}
