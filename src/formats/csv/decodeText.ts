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

/**
 * The text of a file, without a byte order mark.
 * @throws {FormatError} when it is not UTF-8, with the line.
 */
export function decodeText(file: SourceFile): string {
  const fault = textFault(file.bytes);
  if (fault !== undefined) throw new FormatError(file.name, fault);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file.bytes);
  } catch (cause) {
    const row = lineOfFault(file.bytes);
    throw new FormatError(
      file.name,
      `is not UTF-8 text: line ${row} holds bytes of another encoding. Save it again as "CSV UTF-8".`,
      { cause, row },
    );
  }
}

function lineOfFault(bytes: Uint8Array): number {
  // The lenient decoder puts U+FFFD where the strict one gave up.
  const text = new TextDecoder().decode(bytes);
  return text.slice(0, text.indexOf('\ufffd')).split('\n').length;
}
