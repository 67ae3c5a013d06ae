import type { SourceFile } from '../format';
import { FormatError } from '../formatError';
import { parsePythonJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import { readText } from './decodeText';

/**
 * A JSON document as Python writes it: with bare `NaN` and `Infinity`, integers exact.
 * @throws {FormatError} with the line of the fault.
 */
export async function readJson(file: SourceFile): Promise<PythonJson> {
  return parseJson(file.name, await readText(file));
}

/** Likewise for a text that was read already; `name` is the file's base name, `row` the line at which the text begins. */
export function parseJson(name: string, text: string, row = 1): PythonJson {
  try {
    return parsePythonJson(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new FormatError(name, `is not sound JSON in line ${row}: ${cause.message}.`, {
      cause,
      row,
    });
  }
}
