import type { Column } from '../../core/column';
import type { SourceFile, Unread } from '../format';
import { FormatError } from '../formatError';
import { isObject } from '../jsonFields';
import { parsePythonJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import { parseJson } from '../text/readJson';
import { readText } from '../text/decodeText';
import { textLines } from '../text/textLines';
import { GrowingRecords } from './growingRecords';
import { tableOfDocument } from './tableOfDocument';
import type { DocumentTable } from './tableOfDocument';

/** Objects of JSON as typed columns, all of them observables. */
export interface JsonTable {
  readonly columns: readonly Column[];
  readonly orientation: DocumentTable['orientation'] | 'lines';
  readonly notes: readonly string[];
  /** Lines that were left out. */
  readonly unread: readonly Unread[];
}

/** Most of the lines that may be left out. */
const mostFaulty = 1 / 20;

/**
 * Reads JSON lines as a stream, a document at once.
 * @throws {FormatError} with the line, when there is no table in it or too many lines are wrong.
 */
export async function readJsonTable(file: SourceFile, isLines: boolean): Promise<JsonTable> {
  return isLines ? readLines(file) : readDocument(file);
}

async function readDocument(file: SourceFile): Promise<JsonTable> {
  const table = tableOfDocument(parseJson(file.name, await readText(file)));
  if (table === undefined) {
    throw new FormatError(
      file.name,
      'is JSON, but no table: a list of objects, or what DataFrame.to_json writes, is expected.',
    );
  }
  const records = new GrowingRecords();
  for (const row of table.rows) add(file, records, row);
  const { orientation } = table;
  return { columns: finish(file, records), orientation, notes: [], unread: [] };
}

async function readLines(file: SourceFile): Promise<JsonTable> {
  const records = new GrowingRecords();
  const unread: Unread[] = [];
  const notes: string[] = [];
  for await (const { number, text, isWhole } of textLines(file)) {
    if (text.trim() === '') continue;
    const value = parseLine(text);
    if (isObject(value)) add(file, records, value);
    else if (!isWhole) notes.push(`The last line (${number}) is not whole yet: it is left out.`);
    else unread.push({ row: number, reason: 'Expected a JSON object, found something else.' });
  }
  const [first] = unread;
  if (first?.row !== undefined && unread.length > records.rowCount * mostFaulty) {
    const fault = `has no JSON object in line ${first.row}: one in each line is expected.`;
    throw new FormatError(file.name, fault, { row: first.row });
  }
  return { columns: finish(file, records), orientation: 'lines', notes, unread };
}

function add(file: SourceFile, records: GrowingRecords, row: PythonJson): void {
  records.add(row);
  if (records.isTooSparse) {
    throw new FormatError(file.name, 'is no table: its objects have hardly any field in common.');
  }
}

function finish(file: SourceFile, records: GrowingRecords): readonly Column[] {
  const columns = records.finish();
  if (columns.length > 0) return columns;
  throw new FormatError(file.name, 'holds no fields; objects with fields are expected.');
}

function parseLine(text: string): PythonJson | undefined {
  try {
    return parsePythonJson(text);
  } catch (error) {
    // The caller names the line.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
