import type { ByteWindow } from './byteWindow';
import type { RecordSplitter } from './recordSplitter';

/** Texts up to this many bytes are remembered: the same words come again and again. */
const rememberedBytes = 64;
/** A power of two. */
const rememberedTexts = 4096;

/** The cell that is being looked at: bytes of the file, of which a text is made only where one is needed. */
export class CellView {
  /** Of the cell in its record, 0-based. */
  index = 0;

  private readonly remembered = new Array<string>(rememberedTexts).fill('');
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(
    private readonly window: ByteWindow,
    private readonly splitter: RecordSplitter,
  ) {}

  get isEmpty(): boolean {
    return this.start === this.end;
  }

  /** In a column of numbers: what the scanner found it to be. */
  get form(): number {
    return this.splitter.forms[this.index] as number;
  }

  /** The number that it is, unless it is of another form. */
  get value(): number {
    return this.splitter.values[this.index] as number;
  }

  /** @throws {TypeError} when the bytes are not UTF-8 text. */
  text(): string {
    const { bytes } = this.window;
    const { start, end } = this;
    if (this.splitter.quoting[this.index] === 2)
      return this.decode().replaceAll('""', '"').replace(/\r\n?/g, '\n');
    if (start === end) return '';
    if (end - start > rememberedBytes) return this.decode();
    const hash = asciiHash(bytes, start, end);
    if (hash === undefined) return this.decode();
    const slot = hash & (rememberedTexts - 1);
    const remembered = this.remembered[slot] as string;
    if (this.equals(remembered)) return remembered;
    const text = String.fromCharCode(...bytes.subarray(start, end));
    this.remembered[slot] = text;
    return text;
  }

  private get start(): number {
    return this.splitter.starts[this.index] as number;
  }

  private get end(): number {
    return this.splitter.ends[this.index] as number;
  }

  private decode(): string {
    const bytes = this.window.bytes.subarray(this.start, this.end);
    if (bytes.includes(0)) throw new TypeError('The bytes hold a zero.');
    return this.decoder.decode(bytes);
  }

  private equals(text: string): boolean {
    const { bytes } = this.window;
    const { start, end } = this;
    if (text.length !== end - start) return false;
    for (let at = start; at < end; at++) {
      if (text.charCodeAt(at - start) !== bytes[at]) return false;
    }
    return true;
  }
}

/** FNV-1a; `undefined` for bytes that are not plain ASCII. */
function asciiHash(bytes: Uint8Array, start: number, end: number): number | undefined {
  let hash = 0x811c9dc5 | 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === 0 || byte > 0x7f) return undefined;
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash;
}
