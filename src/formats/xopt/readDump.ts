import { cellAt } from '../../core/column';
import type { Column } from '../../core/column';
import type { JsonObject } from '../../core/json';
import { readTable } from '../csv/readTable';
import { draftColumns } from '../draftColumns';
import type { ColumnDraft } from '../draftColumns';
import type { SourceFile, Unread } from '../format';
import { FormatError } from '../formatError';
import { fieldOf, isObject, textOf } from '../jsonFields';
import { toStrictJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import type { GuessRole } from '../roles/proposeRoles';
import { parseJson } from '../text/readJson';
import { parseYaml } from '../text/readYaml';
import { readText } from '../text/decodeText';
import { dataRows } from './dataRows';
import type { DataRows } from './dataRows';
import { firstDump } from './firstDump';
import { readVocs } from './vocs';
import type { Vocs } from './vocs';

/** What an Xopt file holds. */
export interface XoptDump {
  readonly columns: readonly Column[];
  /** Set when the file says nothing of directions and limits. */
  readonly guess?: GuessRole;
  readonly metadata: JsonObject;
  readonly generator?: string;
  readonly version?: string;
  readonly notes: readonly string[];
  readonly unread: readonly Unread[];
}

/**
 * Reads a dump of version 1 to 3, with the data in it or in a file beside it, or the results of version 0.
 * @throws {FormatError} when it is neither, or has no data.
 */
export async function readDump(file: SourceFile): Promise<XoptDump> {
  const text = await readText(file);
  const root = /^\s*\{/.test(text) ? parseJson(file.name, text) : parseYaml(file.name, text);
  try {
    const vocs = fieldOf(root, 'generator', 'vocs') ?? fieldOf(root, 'vocs');
    return isObject(vocs) ? await versionedDump(file, root, vocs) : firstDump(file, root);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new FormatError(file.name, `cannot be read: ${cause.message}.`, { cause });
  }
}

async function versionedDump(
  file: SourceFile,
  root: PythonJson,
  said: PythonJson,
): Promise<XoptDump> {
  const vocs = readVocs(said);
  const data = fieldOf(root, 'data') ?? fieldOf(root, 'generator', 'data');
  const { rows, ...found } = isObject(data)
    ? { rows: dataRows(data), notes: [], unread: [] }
    : await companionRows(file, root);
  const generator = textOf(root, 'generator', 'name');
  const version = textOf(root, 'xopt_version');
  const { data: _, ...rest } = (toStrictJson(root) ?? {}) as JsonObject;
  return {
    columns: draftColumns(orderedDrafts(rows, vocs)),
    metadata: { vocs: toStrictJson(said), configuration: rest },
    ...(generator && { generator }),
    ...(version && { version }),
    ...found,
  };
}

/** Where a dump says its data are; paths are those of the machine that wrote it. */
export function companionPaths(root: PythonJson): readonly string[] {
  const files = ['data_dump_file', 'data_file', 'data'].flatMap(
    name => textOf(root, name) ?? textOf(root, 'xopt', name) ?? [],
  );
  const folder = textOf(root, 'generator', 'output_dir');
  return [
    ...files.map(path => path.replace(/^.*[\\/]/, '')),
    ...(folder === undefined ? [] : [`${folder.replace(/^.*[\\/](?=[^\\/])/, '')}/data.csv`]),
  ];
}

async function companionRows(file: SourceFile, root: PythonJson) {
  const paths = companionPaths(root);
  for (const path of paths) {
    const companion = await file.folder.file(path);
    if (companion === undefined) continue;
    const { columns, notes, unread } = await readTable(companion);
    const rows: DataRows = new Map(
      columns.map(column => [
        column.variable.name,
        Array.from({ length: column.values.length }, (_, row) => cellAt(column, row)),
      ]),
    );
    return { rows, notes: [`The data are those of "${path}".`, ...notes], unread };
  }
  const wanted =
    paths.length > 0 ? ` Put ${paths.map(path => `"${path}"`).join(' or ')} beside it.` : '';
  throw new FormatError(
    file.name,
    `is an Xopt configuration without data: there is nothing to show before it has run.${wanted}`,
  );
}

/** What the problem names first, in its order; the index that pandas writes to CSV is no column. */
function orderedDrafts(rows: DataRows, vocs: Vocs): readonly ColumnDraft[] {
  const isNamed = (name: string): boolean => vocs.has(name);
  const others = [...rows.keys()].filter(
    name => !isNamed(name) && !/^(?:column_1|Unnamed: 0)$/.test(name),
  );
  const named = [...vocs.keys()].filter(name => rows.has(name));
  return [...named, ...others].flatMap(name => {
    const cells = rows.get(name) ?? [];
    const isNumeric = cells.every(
      cell => cell === null || cell === undefined || /^(?:number|bigint)$/.test(typeof cell),
    );
    return (vocs.get(name) ?? [{ suffix: '', variable: { role: 'observable' as const } }]).map(
      ({ suffix, variable }) => ({
        name: `${name}${suffix}`,
        kind: 'data',
        variable:
          isNumeric || variable.role === 'design' ? variable : { role: 'observable' as const },
        cells,
        ...(isNamed(name) && isNumeric && { type: 'float64' as const }),
      }),
    );
  });
}
