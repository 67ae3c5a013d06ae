import { isNumberText } from './csv/cellTypes';
import { findDelimiter } from './csv/findDelimiter';
import { readTable } from './csv/readTable';
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

/** Tables of text: CSV with any usual delimiter, with or without a line of names. One file is one result. */
export const csv: Format = {
  id: 'csv',
  title: 'CSV table',
  holds: 'one',
  detect,
  propose,
  read,
};

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file)?.trim();
  if (text === undefined) return undefined;
  // JSON, XML and YAML documents are text as well, and some of their lines are cut alike by commas.
  if (/^(?:[{[<]|---|[\w-]+:\s)/.test(text)) return undefined;
  const body = text.replace(/^(?:[#%].*\n)+/, '');
  if (findDelimiter(body) !== undefined) return { confidence: 0.5 };
  return isOneColumn(body) ? { confidence: 0.3 } : undefined;
}

/** Numbers below each other, with or without a name above. */
function isOneColumn(text: string): boolean {
  const [first = '', ...others] = text.split(/\r?\n/, 100);
  return others.length > 0 ? others.every(isNumberText) : isNumberText(first);
}

async function propose(file: SourceFile): Promise<RoleProposal> {
  return proposeRoles((await readTable(file)).columns);
}

async function read(file: SourceFile, { roles }: ReadOptions): Promise<readonly ImportedResult[]> {
  const table = await readTable(file);
  const { columns, assumed } = applyRoles(file.name, table.columns, roles);
  const found = importedResult({
    name: nameWithoutExtension(file.name),
    source: { tool: 'CSV', file: file.name, delimiter: table.delimiter },
    columns,
    notes: table.notes,
    unread: table.unread,
    assumed,
  });
  return [found];
}
