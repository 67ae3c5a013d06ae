import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SourceFile } from '../../../src/formats/format';

const modifiedAt = '2026-01-02T03:04:05.678Z';

/** A file on disk as importers see it. */
export async function sourceFile(path: string): Promise<SourceFile> {
  return {
    name: basename(path),
    bytes: new Uint8Array(await readFile(path)),
    modifiedAt,
    sibling: async name => readFile(join(dirname(path), name)).catch(() => undefined),
  };
}

/** A file that exists only in the test; texts are UTF-8. */
export function fakeFile(name: string, content: string | Uint8Array): SourceFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { name, bytes, modifiedAt, sibling: async () => undefined };
}
