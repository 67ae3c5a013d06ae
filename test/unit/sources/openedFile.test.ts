import assert from 'node:assert/strict';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFile } from '../../../src/formats/format';
import { RemovedError } from '../../../src/formats/removedError';
import { DiskFiles } from '../../../src/platform/node/diskFiles';
import { openItem } from '../../../src/sources/openedFile';
import { removeFolder, temporaryFolder } from '../support/temporaryFolder';

const bytes = Uint8Array.from({ length: 2_500_000 }, (_, at) => (at * 31) % 251);

describe('a file of a disk in pieces', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder, 'file');
    await writeFile(path, bytes);
  });

  afterEach(() => removeFolder(folder));

  async function opened(): Promise<SourceFile> {
    const found = await openItem(new DiskFiles(), path);
    assert.ok(found?.kind === 'file');
    return found.item;
  }

  async function joined(file: SourceFile, start?: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for await (const piece of file.chunks(start)) {
      assert.ok(piece.length <= 2 ** 20);
      parts.push(piece.slice());
    }
    return Buffer.concat(parts);
  }

  it('has all of its bytes, from any place on', async () => {
    const file = await opened();
    assert.ok(Buffer.from(bytes).equals(await joined(file)));
    assert.ok(Buffer.from(bytes.subarray(1_234_567)).equals(await joined(file, 1_234_567)));
    assert.equal((await joined(file, 3_000_000)).length, 0);
  });

  it('has what was added since it was found', async () => {
    const file = await opened();
    await appendFile(path, bytes);
    assert.ok(Buffer.concat([bytes, bytes]).equals(await joined(file)));
  });

  it('may be read by several at once', async () => {
    const file = await opened();
    const [whole, rest] = await Promise.all([joined(file), joined(file, 1_000)]);
    assert.ok(Buffer.from(bytes).equals(whole));
    assert.ok(Buffer.from(bytes.subarray(1_000)).equals(rest));
  });

  it('says that it was removed', async () => {
    const file = await opened();
    await rm(path);
    await assert.rejects(joined(file), RemovedError);
  });
});
