import type { SourceFile } from '../format';
import { FormatError } from '../formatError';

/** Why the bytes are not text we read, in words that follow the file's name; `undefined` when they are. */
export function textFault(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return 'is UTF-16 text; UTF-8 is expected. Save it again as "CSV UTF-8".';
  }
  if (bytes.includes(0)) return 'is binary; text is expected.';
  return undefined;
}

/** The beginning of a file as text, without a byte order mark; `undefined` when it is not text. */
export function headText(file: SourceFile): string | undefined {
  return textFault(file.head) === undefined ? new TextDecoder().decode(file.head) : undefined;
}

/**
 * The text of a file, without a byte order mark.
 * @throws {FormatError} when it is not UTF-8, with the line, or too long for one text.
 */
export async function readText(file: SourceFile): Promise<string> {
  return decodeText(file.name, await file.read());
}

/** Likewise for bytes that were read already; `name` is the file's base name. */
export function decodeText(name: string, bytes: Uint8Array): string {
  const fault = textFault(bytes);
  if (fault !== undefined) throw new FormatError(name, fault);
  if (bytes.length > longestText) {
    throw new FormatError(name, 'is a text of more than 500 MB: too long to be read at once.');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const row = lineOfFault(bytes);
    throw new FormatError(
      name,
      `is not UTF-8 text: line ${row} holds bytes of another encoding. Save it again as "CSV UTF-8".`,
      { cause, row },
    );
  }
}

/** V8 holds no longer ones. */
const longestText = 500_000_000;

function lineOfFault(bytes: Uint8Array): number {
  // The lenient decoder puts U+FFFD where the strict one gave up.
  const text = new TextDecoder().decode(bytes);
  return text.slice(0, text.indexOf('\ufffd')).split('\n').length;
}
