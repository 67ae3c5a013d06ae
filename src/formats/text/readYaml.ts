import { parse } from 'yaml';
import type { SourceFile } from '../format';
import { FormatError } from '../formatError';
import { isArray } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import { readText } from './decodeText';

/** Aliases may repeat what they name so often that a small file fills the memory. */
const maxAliasCount = 100;

/**
 * A YAML document of plain values: tags of other languages' objects mean nothing here, times stay text, integers are exact.
 * @throws {FormatError} with the line of the fault.
 */
export async function readYaml(file: SourceFile): Promise<PythonJson> {
  return parseYaml(file.name, await readText(file));
}

/** Likewise for a text that was read already; `name` is the file's base name. */
export function parseYaml(name: string, text: string): PythonJson {
  try {
    const options = {
      schema: 'core',
      stringKeys: true,
      // Looking for repeated keys takes time that is quadratic in their number; Python takes the last one, too.
      uniqueKeys: false,
      intAsBigInt: true,
      maxAliasCount,
    } as const;
    return narrow(parse(text, { ...options, logLevel: 'error' }) as PythonJson | undefined);
  } catch (cause) {
    // Whatever goes wrong in there goes wrong because of the text: nesting, aliases, syntax.
    const { message, linePos } = cause as Error & { linePos?: readonly { line: number }[] };
    const row = linePos?.[0]?.line ?? 1;
    const [reason = ''] = message.split('\n');
    throw new FormatError(
      name,
      `is not sound YAML in line ${row}: ${reason.replace(/[:.]$/, '')}.`,
      {
        cause,
        row,
      },
    );
  }
}

/** Integers that a double holds exactly as numbers, as in JSON. */
function narrow(value: PythonJson | undefined): PythonJson {
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }
  if (value === undefined || value === null || typeof value !== 'object') return value ?? null;
  if (isArray(value)) return value.map(narrow);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, narrow(item)]));
}
