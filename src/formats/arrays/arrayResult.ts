import type { ImportedResult, Roles, SourceFile, Unread } from '../format';
import { importedResult } from '../importedResult';
import type { ArrangedArrays } from './arrangeArrays';
import { arrayRoles } from './arrayRoles';

/**
 * Arrays that share their rows as a result, with what did not fit a table in the metadata under `arrays`.
 * @param name of the result.
 * @throws {FormatError} when `roles` does not fit the columns.
 */
export function arrayResult(
  file: SourceFile,
  name: string,
  {
    arranged,
    roles,
  }: {
    readonly arranged: ArrangedArrays & { readonly unread: readonly Unread[] };
    readonly roles: Roles | undefined;
  },
): ImportedResult {
  const { columns, notes, assumed } = arrayRoles(file.name, arranged, roles);
  return importedResult({
    name,
    source: { tool: arranged.hasRoles ? 'pymoo' : 'NumPy', file: file.name },
    columns,
    metadata: Object.keys(arranged.others).length > 0 ? { arrays: arranged.others } : {},
    notes: [...arranged.notes, ...notes],
    unread: arranged.unread,
    assumed,
  });
}
