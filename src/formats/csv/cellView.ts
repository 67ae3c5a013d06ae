/** Texts up to this many bytes are remembered: the same words come again and again. */
const rememberedBytes = 64;
const rememberedTexts = 4096;

/** The cell that is being looked at: bytes of the file, of which a text is made only where one is needed. */
export class CellView {
  bytes = new Uint8Array(0);
  start = 0;
  end = 0;
  /** Quotes in it are doubled, or it holds ends of lines. */
  isEscaped = false;

  private readonly remembered = new Array<string>(rememberedTexts).fill('');
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  /** @throws {TypeError} when the bytes are not UTF-8 text. */
  text(): string {
    if (this.isEscaped) return this.decode().replaceAll('""', '"').replace(/\r\n?/g, '\n');
    const length = this.end - this.start;
    if (length === 0) return '';
    if (length > rememberedBytes) return this.decode();
    const hash = this.asciiHash();
    if (hash === undefined) return this.decode();
    const slot = hash % rememberedTexts;
    const remembered = this.remembered[slot] as string;
    if (this.equals(remembered)) return remembered;
    const text = String.fromCharCode(...this.bytes.subarray(this.start, this.end));
    this.remembered[slot] = text;
    return text;
  }

  private decode(): string {
    const bytes = this.bytes.subarray(this.start, this.end);
    if (bytes.includes(0)) throw new TypeError('The bytes hold a zero.');
    return this.decoder.decode(bytes);
  }

  /** FNV-1a; `undefined` for bytes that are not plain ASCII. */
  private asciiHash(): number | undefined {
    let hash = 0x811c9dc5;
    for (let at = this.start; at < this.end; at++) {
      const byte = this.bytes[at] as number;
      if (byte === 0 || byte > 0x7f) return undefined;
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
    return hash >>> 0;
  }

  private equals(text: string): boolean {
    if (text.length !== this.end - this.start) return false;
    for (let at = 0; at < text.length; at++) {
      if (text.charCodeAt(at) !== this.bytes[this.start + at]) return false;
    }
    return true;
  }
}
