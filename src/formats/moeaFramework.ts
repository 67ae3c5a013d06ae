import type { Column } from '../core/column';
import type { JsonObject } from '../core/json';
import type { ResultSet } from '../core/resultSet';
import { columnFromCells } from './columnFromCells';
import type {
  Detection,
  Format,
  ImportedResult,
  ReadOptions,
  RoleProposal,
  SourceFile,
} from './format';
import { FormatError } from './formatError';
import { parseNumber } from './fronts/parseNumber';
import { importedResult } from './importedResult';
import { nameWithoutExtension } from './keyName';
import { moeaColumns } from './moea/moeaColumns';
import { readEntries } from './moea/readEntries';
import type { MoeaEntry, MoeaFile } from './moea/readEntries';
import { applyRoles } from './roles/applyRoles';
import { proposeRoles } from './roles/proposeRoles';
import { headText } from './text/decodeText';

/**
 * Result files and reference sets of the MOEA Framework, versions 2 to 5, and of Borg: populations that end with a line
 * `#`. Those before version 5 hold minimised values alone, those without a header do not say what their columns are.
 */
export const moeaFramework: Format = {
  id: 'moea-framework',
  title: 'MOEA Framework result file',
  holds: 'one',
  detect,
  propose,
  read,
};

const headerLine =
  /^#\s*(?:Version|Problem|(?:NumberOf)?(?:Variables|Objectives|Constraints))\s*=/m;

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const lines =
    headText(file)
      ?.split('\n')
      .map(line => line.trim()) ?? [];
  const start = lines.findIndex(line => line !== '' && !line.startsWith('#'));
  const [above, body] = start < 0 ? [lines, []] : [lines.slice(0, start), lines.slice(start)];
  if (above.some(line => headerLine.test(line))) return { confidence: 0.9 };
  const first = body.find(line => line !== '' && !line.startsWith('//') && !line.startsWith('#'));
  if (first === undefined || first.split(/\s+/).every(cell => parseNumber(cell) === undefined)) {
    return undefined;
  }
  const hasProperties = body.some(line => /^\/\/\w+=/.test(line));
  return hasProperties || body.includes('#') ? { confidence: 0.7 } : undefined;
}

async function propose(file: SourceFile): Promise<RoleProposal | undefined> {
  const found = await readEntries(file);
  if (found.header.counts !== undefined) return undefined;
  return proposeRoles(columnsOf(file, found).columns);
}

async function read(file: SourceFile, { roles }: ReadOptions): Promise<readonly ImportedResult[]> {
  const found = await readEntries(file);
  const { header, entries } = found;
  const { columns, notes } = columnsOf(file, found);
  const isSaid = header.counts !== undefined;
  const evaluations = numberOf(entries.at(-1), 'NFE');
  const sets = finalSet(entries);
  const imported = importedResult({
    name: nameWithoutExtension(file.name),
    source: {
      tool: isBorg(entries) ? 'Borg' : 'MOEA Framework',
      ...(header.version > 0 && { version: String(header.version) }),
      file: file.name,
    },
    problem: {
      ...(header.problem !== undefined && { name: header.problem }),
      ...(Number.isSafeInteger(evaluations) && { nEvaluations: Math.max(0, Number(evaluations)) }),
    },
    ...(isSaid
      ? { columns, assumed: minimisedByTool(found, columns) }
      : applyRoles(file.name, columns, roles)),
    metadata: entriesJson(entries),
    resultSets: sets,
    notes: [...found.notes, ...notes, ...notesOn(found)],
    unread: found.unread,
  });
  return [imported];
}

function columnsOf(
  file: SourceFile,
  found: MoeaFile,
): { readonly columns: readonly Column[]; readonly notes: readonly string[] } {
  const { columns, notes } = moeaColumns(found);
  if (columns.length === 0)
    throw new FormatError(file.name, 'has no rows, and no header that says what they would hold.');
  const { entries } = found;
  if (entries.length < 2) return { columns, notes };
  const taken = new Set(columns.map(({ variable }) => variable.name));
  const hasAll = !taken.has('NFE') && entries.every(entry => numberOf(entry, 'NFE') !== undefined);
  const cells: number[] = [];
  entries.forEach((entry, index) => {
    const value = hasAll ? (numberOf(entry, 'NFE') as number) : index + 1;
    for (let row = 0; row < entry.length; row++) cells.push(value);
  });
  let name = hasAll ? 'NFE' : 'snapshot';
  while (taken.has(name)) name = `${name}_`;
  const type = cells.every(cell => Number.isSafeInteger(cell)) ? 'int64' : 'float64';
  const description = hasAll ? 'Function evaluations at the snapshot' : 'Number of the snapshot';
  const snapshot = columnFromCells({ name, role: 'observable', description }, type, cells);
  return { columns: [...columns, snapshot], notes };
}

function numberOf(entry: MoeaEntry | undefined, key: string): number | undefined {
  const value = entry?.properties.get(key);
  const parsed = value === undefined ? undefined : parseNumber(value);
  return Number.isFinite(parsed) ? parsed : undefined;
}

/** Operators whose probabilities only Borg adapts. */
function isBorg(entries: readonly MoeaEntry[]): boolean {
  return entries.some(({ properties }) => properties.has('PCX') && properties.has('UNDX'));
}

function finalSet(entries: readonly MoeaEntry[]): readonly ResultSet[] {
  const last = entries.at(-1);
  if (entries.length < 2 || last === undefined) return [];
  const rows = Array.from({ length: last.length }, (_, row) => last.start + row);
  return [{ name: 'final', rows, description: 'The last snapshot of the run' }];
}

/** What is said of each entry; nothing when nothing is. */
function entriesJson(entries: readonly MoeaEntry[]): JsonObject {
  if (entries.every(({ properties }) => properties.size === 0)) return {};
  return {
    entries: entries.map(entry => ({
      rows: entry.length,
      properties: Object.fromEntries(
        [...entry.properties].map(([key, value]) => [key, numberOf(entry, key) ?? value]),
      ),
    })),
  };
}

function minimisedByTool({ header }: MoeaFile, columns: readonly Column[]): JsonObject {
  const objectives = columns.filter(({ variable }) => variable.role === 'objective');
  const said = objectives.flatMap(({ variable: { name, role, direction = null } }, index) =>
    header.objectives[index] === undefined
      ? [[name, { role, direction, by: 'tool' }] as const]
      : [],
  );
  return Object.fromEntries<JsonObject>(said);
}

/** Reference sets that the framework ships with negated values under headers that say otherwise. */
const doubtful = /^(?:Kita|Jimenez|Obayashi|Poloni|Tamaki)$/i;

function notesOn({ header }: MoeaFile): readonly string[] {
  const isMaximised = header.objectives.some(definition => definition?.kind === 'Maximize');
  if (isMaximised && doubtful.test(header.problem ?? '')) {
    return [
      `Some versions of the MOEA Framework ship the reference set of ${header.problem} with negated values although its header says Maximize; the header is believed here.`,
    ];
  }
  if (header.version >= 5) return [];
  return [
    'The MOEA Framework before version 5 and Borg write minimised values: objectives that were maximised are negated, and the file does not say which.',
  ];
}
