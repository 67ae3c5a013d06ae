import type { SourceFile } from '../format';
import { FormatError } from '../formatError';

/** One line of a text file. */
export interface TextLine {
  /** 1-based. */
  readonly number: number;
  /** Without its line end. */
  readonly text: string;
  /** Where the next line begins, in bytes from the start of the file. */
  readonly end: number;
  /** False for a last line without a line end: the file may still be being written. */
  readonly isWhole: boolean;
}

/** Where to begin: at the {@link TextLine.end} of a line that was read before. */
export interface LinePlace {
  readonly offset: number;
  /** The number of the line that begins there. */
  readonly line: number;
}

/**
 * The lines of a UTF-8 text of any size; `\n` and `\r\n` end lines, a byte order mark is left out. Holds one line and one
 * piece of the file at a time.
 * @throws {FormatError} when a line is not UTF-8.
 */
export async function* textLines(
  file: SourceFile,
  from: LinePlace = { offset: 0, line: 1 },
): AsyncGenerator<TextLine> {
  let number = from.line;
  let end = from.offset;
  let parts: Uint8Array[] = [];
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const line = (isWhole: boolean): TextLine => {
    const text = decode(isWhole);
    parts = [];
    return { number: number++, text, end, isWhole };
  };
  for await (const chunk of file.chunks(from.offset)) {
    let start = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, start)) {
      parts.push(chunk.subarray(start, at));
      end += at + 1 - start;
      start = at + 1;
      yield line(true);
    }
    if (start < chunk.length) parts.push(chunk.slice(start));
    end += chunk.length - start;
  }
  if (parts.length > 0) yield line(false);

  function decode(isWhole: boolean): string {
    try {
      // Who is still writing a line may be in the middle of a character.
      const text = decoder.decode(join(parts), { stream: !isWhole });
      const start = number === 1 && text.startsWith('\ufeff') ? 1 : 0;
      return text.slice(start, text.endsWith('\r') ? -1 : undefined);
    } catch (cause) {
      const fault = `is not UTF-8 text: line ${number} holds bytes of another encoding.`;
      throw new FormatError(file.name, fault, { cause, row: number });
    }
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const [first = new Uint8Array(), ...others] = parts;
  if (others.length === 0) return first;
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
