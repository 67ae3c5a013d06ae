import { isStorageError } from '../errors';
import type { Files } from '../ports';
import { Slices } from '../slices';

const version = 2;
/** A larger file was not written here. */
const maxBytes = 256 * 2 ** 20;
const maxFirstLine = 200;
const chunkBytes = 2 ** 20;
const newline = 10;

/** What an index file says. Lines are not understood here; a key has no control characters, and neither has its line but tabs. */
export interface IndexContent {
  /** Texts that lines refer to by number. */
  readonly texts: readonly string[];
  readonly lines: ReadonlyMap<string, string>;
}

interface FirstLine {
  readonly version: number;
  /** Of all bytes after the first line. */
  readonly sha256: string;
  /** How many lines that follow are texts. */
  readonly texts: number;
}

/**
 * Reads an index file. Nothing of it is believed unless its hash fits: a line that changed in a few places would be a wrong
 * header. Says what is wrong with it, if it is there and meant to be understood.
 */
export async function readIndexFile(
  files: Files,
  path: string,
): Promise<{ readonly content?: IndexContent; readonly fault?: string }> {
  try {
    const stat = await files.stat(path);
    if (stat === undefined) return {};
    if (stat.size > maxBytes) return { fault: `it has ${stat.size} bytes, more than any index` };
    const bytes = await files.read(path);
    if (bytes === undefined) return {};
    const end = bytes.subarray(0, maxFirstLine).indexOf(newline);
    const first = parseFirstLine(new TextDecoder().decode(bytes.subarray(0, Math.max(0, end))));
    if (first === undefined) return { fault: 'it does not begin as an index does' };
    if (first.version !== version) return {};
    const body = bytes.subarray(end + 1);
    if ((await sha256Of(body)) !== first.sha256) {
      return { fault: 'its bytes do not fit the hash it carries' };
    }
    return { content: await readBody(body, first.texts) };
  } catch (error) {
    if (!isStorageError(error)) throw error;
    return { fault: error.message };
  }
}

/** @throws {StorageError} as `Files.write`. */
export async function writeIndexFile(
  files: Files,
  path: string,
  { texts, lines }: IndexContent,
): Promise<void> {
  const encoder = new TextEncoder();
  const slices = new Slices();
  const chunks: Uint8Array[] = [];
  let pending: string[] = [];
  const flush = (): void => {
    if (pending.length > 0) chunks.push(encoder.encode(`${pending.join('\n')}\n`));
    pending = [];
  };
  for (const text of texts) pending.push(text);
  for (const [key, line] of lines) {
    pending.push(`${key}\t${line}`);
    if (pending.length < 1000) continue;
    flush();
    await slices.giveWay();
  }
  flush();
  const body = joined(chunks);
  const first: FirstLine = { version, sha256: await sha256Of(body), texts: texts.length };
  await files.write(path, joined([encoder.encode(`${JSON.stringify(first)}\n`), body]));
}

async function readBody(body: Uint8Array, textCount: number): Promise<IndexContent> {
  const texts: string[] = [];
  const lines = new Map<string, string>();
  const slices = new Slices();
  const decoder = new TextDecoder();
  let rest = '';
  for (let start = 0; start < body.length; start += chunkBytes) {
    const chunk = body.subarray(start, start + chunkBytes);
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const tab = part.indexOf('\t');
      if (texts.length < textCount) texts.push(part);
      else if (tab > 0) lines.set(part.slice(0, tab), part.slice(tab + 1));
    }
    await slices.giveWay();
  }
  return { texts, lines };
}

function parseFirstLine(text: string): FirstLine | undefined {
  try {
    const first = JSON.parse(text) as Partial<FirstLine> | null;
    return typeof first?.version === 'number' ? (first as FirstLine) : undefined;
  } catch {
    // Not written here, or damaged: either way no index.
    return undefined;
  }
}

async function sha256Of(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('');
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let start = 0;
  for (const part of parts) {
    bytes.set(part, start);
    start += part.length;
  }
  return bytes;
}
