import type { SourceFile } from './format';
import { describeHdf5 } from './hdf5/hdf5Outline';
import { isHdf5 } from './hdf5/openHdf5';
import { sqliteTables } from './sqliteTables';
import { textFault } from './text/decodeText';

/** How a kind of file begins, and what to do with it instead. */
interface Signature {
  readonly begins: string;
  /** Words that follow the file's name. */
  readonly words: string;
}

const signatures: readonly Signature[] = [
  {
    begins: 'FEA1',
    words: 'is Feather version 1: not readable. Write version 2 with DataFrame.to_feather.',
  },
  { begins: '\x89PNG\r\n\x1a\n', words: 'is a PNG image; the results of a run are expected.' },
  { begins: '\xff\xd8\xff', words: 'is a JPEG image; the results of a run are expected.' },
  { begins: 'GIF8', words: 'is a GIF image; the results of a run are expected.' },
  { begins: '%PDF-', words: 'is a PDF document; the results of a run are expected.' },
  { begins: '\x1f\x8b', words: 'is compressed with gzip. Unpack it first.' },
  { begins: '(\xb5/\xfd', words: 'is compressed with Zstandard. Unpack it first.' },
];

/**
 * What a file is that no format reads, in words that follow its name.
 * @throws {FormatError} when it is of a kind that must be opened to tell more, and cannot be.
 */
export async function describeContent(file: SourceFile): Promise<string> {
  if (isHdf5(file.head)) return describeHdf5(file);
  const tables = await sqliteTables(file);
  return tables === undefined ? describeBytes(file.head) : describeDatabase(tables);
}

/** Some of its tables, by which somebody who knows the file knows what wrote it. */
function describeDatabase(tables: readonly string[]): string {
  const names = tables.filter(name => !name.startsWith('sqlite_'));
  const shown = [...names.slice(0, 12), ...(names.length > 12 ? ['…'] : [])].join(', ');
  return `is an SQLite database without the tables of a known tool (found tables: ${shown || 'none'}). Studies of Optuna are in studies, trials and trial_params.`;
}

function describeBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'is empty.';
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  const signature = signatures.find(({ begins }) => start.startsWith(begins));
  if (signature !== undefined) return signature.words;
  if (start.startsWith('PK\x03\x04')) return describeZip(bytes);
  const fault = textFault(bytes);
  if (fault === undefined) return describeText(bytes);
  return fault.includes('UTF-16') ? fault : unknown(bytes);
}

function describeZip(bytes: Uint8Array): string {
  const names = new TextDecoder('latin1').decode(bytes);
  if (names.includes('xl/workbook.xml'))
    return 'is an Excel workbook. Save the sheet as "CSV UTF-8".';
  return 'is a ZIP archive. Unpack it first.';
}

function describeText(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, 4096)).trimStart();
  if (text === '') return 'holds nothing but blanks.';
  if (/^[{[]/.test(text)) return 'is JSON of no known tool.';
  if (text.startsWith('<'))
    return 'is XML or HTML; a table or a database of a known tool is expected.';
  const beginning = JSON.stringify(text.split('\n', 1)[0]?.slice(0, 60));
  return `is text, but not a table: it begins with ${beginning}. Expected are lines of the same number of cells.`;
}

function unknown(bytes: Uint8Array): string {
  const first = [...bytes.subarray(0, 8)].map(byte => byte.toString(16).padStart(2, '0')).join(' ');
  return `is of an unknown kind (it begins with the bytes ${first}).`;
}
