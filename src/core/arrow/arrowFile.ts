import { maxRows } from '../columnRules';
import type { ArrowArray, ArrowDictionary } from './arrowArray';
import { checkVersion } from './arrowFooter';
import type { ArrowFooter, Block } from './arrowFooter';
import { readBatchHeader, readDictionaryHeader } from './arrowMessage';
import type { BatchHeader } from './arrowMessage';
import { readFields } from './arrowSchema';
import type { ArrowField, ArrowType } from './arrowSchema';
import { BatchReader } from './batchReader';
import { BufferSource, UnpackBudget } from './bufferSource';
import { damaged, unsupported } from './faults';

/** A column of an Arrow file: its field and its values, one array per record batch. */
export interface ArrowColumn {
  readonly field: ArrowField;
  readonly arrays: readonly ArrowArray[];
}

interface DictionaryPart {
  readonly header: BatchHeader;
  readonly source: BufferSource;
}

/**
 * All columns of the file. Every offset, length and count is checked before it is used, so that damaged or hostile bytes
 * end in an error, soon, and never in an endless loop or an allocation larger than the file accounts for.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export function readArrowColumns(bytes: Uint8Array, footer: ArrowFooter): readonly ArrowColumn[] {
  checkVersion(footer.version);
  const fields = readFields(footer.schema);
  const budget = new UnpackBudget();
  const dictionary = dictionaryFinder(bytes, footer.dictionaries, budget);
  let rows = 0;
  const batches = footer.batches.map(block => {
    const header = readBatchHeader(headerOf(bytes, block), block);
    rows += header.length;
    if (rows > maxRows) {
      throw unsupported(`The file has more than ${maxRows} rows`, 'Split it.');
    }
    const source = new BufferSource(bodyOf(bytes, block), budget);
    return new BatchReader({ header, source, dictionary }).readAll(fields);
  });
  return fields.map((field, index) => ({
    field,
    arrays: batches.map(batch => batch[index] as ArrowArray),
  }));
}

export function headerOf(bytes: Uint8Array, { offset, headerLength }: Block): Uint8Array {
  return bytes.subarray(offset, offset + headerLength);
}

function bodyOf(bytes: Uint8Array, { offset, headerLength, bodyLength }: Block): Uint8Array {
  return bytes.subarray(offset + headerLength, offset + headerLength + bodyLength);
}

/** Dictionaries are read when a column asks for them: only the columns know the types of their values. */
function dictionaryFinder(
  bytes: Uint8Array,
  blocks: readonly Block[],
  budget: UnpackBudget,
): (id: number, values: ArrowType) => ArrowDictionary {
  const parts = new Map<number, DictionaryPart[]>();
  for (const block of blocks) {
    const { id, isDelta, batch } = readDictionaryHeader(headerOf(bytes, block), block);
    const part = { header: batch, source: new BufferSource(bodyOf(bytes, block), budget) };
    const earlier = parts.get(id);
    if (earlier === undefined) parts.set(id, [part]);
    else if (isDelta) earlier.push(part);
    else throw damaged(`it has two dictionaries of the number ${id}`);
  }

  const found = new Map<number, ArrowDictionary>();
  const open = new Set<number>();
  const find = (id: number, values: ArrowType): ArrowDictionary => {
    const known = found.get(id);
    if (known !== undefined) return known;
    if (open.has(id)) throw damaged('a dictionary in it refers to itself');
    open.add(id);
    const field: ArrowField = { name: `dictionary ${id}`, type: values, metadata: new Map() };
    const pieces = (parts.get(id) ?? []).map(
      part => new BatchReader({ ...part, dictionary: find }).readAll([field])[0] as ArrowArray,
    );
    open.delete(id);
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const dictionary = { length, pieces };
    found.set(id, dictionary);
    return dictionary;
  };
  return find;
}
