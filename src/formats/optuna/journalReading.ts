import type { SourceFile, Unread } from '../format';
import { FormatError } from '../formatError';
import { parsePythonJson } from '../pythonJson';
import { textLines } from '../text/textLines';
import type { LinePlace, TextLine } from '../text/textLines';
import { JournalReplay } from './journalReplay';

/** What has been read of a journal, from which the reading can go on when the file has grown. */
export class JournalReading {
  readonly replay = new JournalReplay();
  readonly unread: Unread[] = [];
  /** Whether the last line was left out, since it was not whole yet. */
  isCut = false;
  private head = new Uint8Array();
  private next: LinePlace = { offset: 0, line: 1 };
  private last: { readonly place: LinePlace; readonly text: string } | undefined;

  /** Whether the file still begins with what was read, as far as its head and the last line that was read tell. */
  async isContinuedBy(file: SourceFile): Promise<boolean> {
    if (this.last === undefined || file.size < this.next.offset) return false;
    if (this.head.some((byte, index) => byte !== file.head[index])) return false;
    for await (const { text, end, isWhole } of textLines(file, this.last.place)) {
      return isWhole && text === this.last.text && end === this.next.offset;
    }
    return false;
  }

  /**
   * Reads what comes after that which was read before. A last line that is not whole, or no JSON, is still being written.
   * @throws {FormatError} when a line before the last one is no operation of a journal.
   */
  async readOn(file: SourceFile): Promise<void> {
    let fault: FormatError | undefined;
    this.isCut = false;
    for await (const line of textLines(file, this.next)) {
      if (fault !== undefined) throw fault;
      fault = line.isWhole ? this.take(file, line) : undefined;
      this.isCut = !line.isWhole || fault !== undefined;
      if (this.isCut) continue;
      this.last = { place: this.next, text: line.text };
      this.next = { offset: line.end, line: line.number + 1 };
    }
    this.head = file.head.slice(0, this.next.offset);
  }

  private take(file: SourceFile, { number, text }: TextLine): FormatError | undefined {
    if (text.trim() === '') return undefined;
    try {
      if (this.replay.apply(parsePythonJson(text))) return undefined;
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
      const fault = `holds no operation of an Optuna journal in line ${number}: ${cause.message}. Restore a copy of it, or remove that line.`;
      return new FormatError(file.name, fault, { cause, row: number });
    }
    this.unread.push({
      row: number,
      reason: 'The operation is of a newer Optuna than is known here: what it changed is left out.',
    });
    return undefined;
  }
}
