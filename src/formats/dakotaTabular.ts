import type { Column } from '../core/column';
import { columnFromCells } from './columnFromCells';
import { typeCells } from './csv/cellTypes';
import { guessDakotaRole, headerConfidence } from './dakota/columnNames';
import { readTabular } from './dakota/readTabular';
import type { Tabular } from './dakota/readTabular';
import type {
  Detection,
  Format,
  ImportedResult,
  ReadOptions,
  RoleProposal,
  SourceFile,
} from './format';
import { importedResult } from './importedResult';
import { nameWithoutExtension } from './keyName';
import { applyRoles } from './roles/applyRoles';
import { proposeRoles } from './roles/proposeRoles';
import { headText } from './text/decodeText';

/**
 * Dakota's tabular data with a line of names, annotated or custom-annotated, of any of its studies. Freeform ones, bare
 * numbers, cannot be told from other tables.
 */
export const dakotaTabular: Format = {
  id: 'dakota-tabular',
  title: 'Dakota tabular data',
  holds: 'one',
  detect,
  propose,
  read,
};

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const [first = '', second] = headText(file)?.trimStart().split(/\r?\n/, 2) ?? [];
  const confidence = headerConfidence(first, second);
  return confidence === undefined ? undefined : { confidence };
}

async function propose(file: SourceFile): Promise<RoleProposal> {
  return proposeRoles(columnsOf(await readTabular(file)), guessDakotaRole);
}

async function read(file: SourceFile, { roles }: ReadOptions): Promise<readonly ImportedResult[]> {
  const table = await readTabular(file);
  const { columns, assumed } = applyRoles(file.name, columnsOf(table), roles, guessDakotaRole);
  const found = importedResult({
    name: nameWithoutExtension(file.name),
    source: { tool: 'Dakota', file: file.name, kind: 'tabular' },
    problem: { nEvaluations: columns[0]?.values.length ?? 0 },
    columns,
    notes: table.notes,
    unread: table.unread,
    assumed,
  });
  return [found];
}

function columnsOf({ names, texts }: Tabular): readonly Column[] {
  return names.map((name, index) => {
    const { type, cells } = typeCells(texts[index] as readonly string[], false);
    return columnFromCells({ name, role: 'observable' }, type, cells);
  });
}
