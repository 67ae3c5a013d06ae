import type {
  Detection,
  Format,
  ImportedResult,
  ReadOptions,
  RoleProposal,
  SourceFile,
} from './format';
import { importedResult } from './importedResult';
import { isObject } from './jsonFields';
import { readJsonTable } from './jsonTable/readJsonTable';
import type { JsonTable } from './jsonTable/readJsonTable';
import { tableOfDocument } from './jsonTable/tableOfDocument';
import { nameWithoutExtension } from './keyName';
import { parsePythonJson } from './pythonJson';
import type { PythonJson } from './pythonJson';
import { applyRoles } from './roles/applyRoles';
import { proposeRoles } from './roles/proposeRoles';
import { headText } from './text/decodeText';

/** Tables of JSON: an object in each line, a list of objects, or what pandas writes. One file is one result. */
export const jsonLines: Format = {
  id: 'json-table',
  title: 'JSON table',
  holds: 'one',
  detect,
  propose,
  read,
};

/** How documents begin of which only the beginning is known: lists of objects, and columns of numbered rows. */
const beginnings = [
  /^\[\s*\{\s*"/,
  /^\{\s*"[^"]*"\s*:\s*\{\s*"\d+"\s*:/,
  /^\{\s*"schema"\s*:\s*\{\s*"fields"/,
];

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file)?.trimStart();
  if (text === undefined || !/^[{[]/.test(text)) return undefined;
  if (areLines(text)) return { confidence: 0.4 };
  if (file.size > file.head.length) {
    return beginnings.some(begins => begins.test(text)) ? { confidence: 0.3 } : undefined;
  }
  const document = parsed(text);
  const isTable = document !== undefined && tableOfDocument(document) !== undefined;
  return isTable ? { confidence: 0.3 } : undefined;
}

/** Whether the first two lines that hold anything are objects, each of them whole. */
function areLines(text: string): boolean {
  const [first, second] = text.split('\n', 100).filter(line => line.trim() !== '');
  return second !== undefined && isObject(parsed(first)) && second.startsWith('{');
}

function parsed(text: string | undefined): PythonJson | undefined {
  try {
    return text === undefined ? undefined : parsePythonJson(text);
  } catch (error) {
    // Then it is something else.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function propose(file: SourceFile): Promise<RoleProposal> {
  return proposeRoles((await tableOf(file)).columns);
}

async function read(file: SourceFile, { roles }: ReadOptions): Promise<readonly ImportedResult[]> {
  const { columns, orientation, notes, unread } = await tableOf(file);
  const applied = applyRoles(file.name, columns, roles);
  const found = importedResult({
    name: nameWithoutExtension(file.name),
    source: { tool: 'JSON', file: file.name, orientation },
    ...applied,
    notes,
    unread,
  });
  return [found];
}

async function tableOf(file: SourceFile): Promise<JsonTable> {
  return readJsonTable(file, areLines(headText(file)?.trimStart() ?? ''));
}
