import type { Detection, Format, ImportedResult, ReadOptions, SourceFile } from './format';
import { numberOf, textOf } from './jsonFields';
import { JournalReading } from './optuna/journalReading';
import { studyResults } from './optuna/studyResult';
import { parsePythonJson } from './pythonJson';
import { headText } from './text/decodeText';

/** Logs of operations that Optuna's JournalFileStorage appends to, of any size: one result per study. */
export const optunaJournal: Format = {
  id: 'optuna-journal',
  title: 'Optuna journal',
  holds: 'many',
  detect,
  read,
};

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file) ?? '';
  if (!/^\s*\{\s*"/.test(text)) return undefined;
  const end = text.indexOf('\n');
  try {
    const record = parsePythonJson(end < 0 ? text : text.slice(0, end));
    const isOperation =
      numberOf(record, 'op_code') !== undefined && textOf(record, 'worker_id') !== undefined;
    return isOperation ? { confidence: 0.95 } : undefined;
  } catch {
    // JSON of many lines, or a first line that is cut off: Optuna writes the code first.
    return /^\s*\{\s*"op_code"\s*:\s*\d+\s*,/.test(text) ? { confidence: 0.9 } : undefined;
  }
}

async function read(file: SourceFile, { memory }: ReadOptions): Promise<readonly ImportedResult[]> {
  const known = memory?.last instanceof JournalReading ? memory.last : undefined;
  const isGrown = known !== undefined && (await known.isContinuedBy(file));
  const reading = isGrown ? known : new JournalReading();
  // What fails halfway is read anew the next time.
  delete memory?.last;
  await reading.readOn(file);
  if (memory !== undefined) memory.last = reading;
  return studyResults(reading.replay.studies, {
    source: { file: file.name, storage: 'journal' },
    unread: reading.unread.slice(),
    notes: reading.isCut ? ['The last line is still being written: it is left out.'] : [],
  });
}
