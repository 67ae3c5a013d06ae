import type { SourceFile, Unread } from '../format';
import { parsePythonJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import { textLines } from './textLines';

export interface JsonLine {
  /** 1-based. */
  readonly number: number;
  readonly value: PythonJson;
}

/** The values of a file with one JSON value per line. */
export interface JsonLines {
  readonly lines: readonly JsonLine[];
  /** Lines that are no sound JSON. */
  readonly unread: readonly Unread[];
  /** Whether the last line has no end and is not sound: the file is being written. */
  readonly isCut: boolean;
}

/**
 * Reads JSON lines as Python writes them; empty lines are passed over.
 * @throws {FormatError} when a line is not UTF-8.
 */
export async function readJsonLines(file: SourceFile): Promise<JsonLines> {
  const lines: JsonLine[] = [];
  const unread: Unread[] = [];
  let isCut = false;
  for await (const { number, text, isWhole } of textLines(file)) {
    if (text.trim() === '') continue;
    try {
      lines.push({ number, value: parsePythonJson(text) });
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      if (!isWhole) isCut = true;
      else unread.push({ row: number, reason: `The line is not sound JSON: ${error.message}.` });
    }
  }
  return { lines, unread, isCut };
}
