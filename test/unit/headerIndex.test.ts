import assert from 'node:assert/strict';
import { FileSystemStorage } from '../../src/storage/backends/fileSystem';
import { FailingFiles } from './support/failingFiles';
import { MemoryFiles } from './support/memoryFiles';
import { anEntry } from './support/results';

const indexPath = '/base/.optiscope/index.tsv';
const count = 120;

class CountingFiles extends MemoryFiles {
  ranges = 0;

  override async readRange(
    path: string,
    start: number,
    length: number,
  ): Promise<Uint8Array | undefined> {
    this.ranges++;
    return super.readRange(path, start, length);
  }
}

describe('the index of headers', () => {
  const files = new CountingFiles();
  const keys = Array.from({ length: count }, (_, n) => `k${n}`);

  before(async () => {
    const storage = new FileSystemStorage({ basePath: '/base', files });
    for (const key of keys) await storage.save(await anEntry(key, { rows: 1 }));
    for (const key of keys) await storage.header(key);
    await storage.close();
  });

  /** How often artifacts are read when all headers are asked for in a new session. */
  async function readsOfNewSession(): Promise<number> {
    const storage = new FileSystemStorage({ basePath: '/base', files });
    files.ranges = 0;
    for (const key of keys) assert.equal((await storage.header(key))?.key, key);
    return files.ranges;
  }

  it('saves reading the artifacts in the next session', async () => {
    assert.equal(await readsOfNewSession(), 0);
  });

  it('is not believed about a file that changed', async () => {
    const bytes = (await anEntry('k5', { rows: 9 })).bytes;
    files.put('/base/k5.arrow', bytes);
    const storage = new FileSystemStorage({ basePath: '/base', files });
    assert.equal((await storage.header('k5'))?.rowCount, 9);
  });

  it('is made anew when it is damaged, cut off, or of another version', async () => {
    const index = (await files.read(indexPath)) ?? new Uint8Array();
    const text = new TextDecoder().decode(index);
    const damages = ['', '\0\0\0', '[]', 'null\nnull', text.replace('1', '2'), text.slice(0, 5000)];
    for (const damage of damages) {
      files.put(indexPath, new TextEncoder().encode(damage));
      assert.ok((await readsOfNewSession()) > 0);
    }
    files.put(indexPath, index);
  });

  it('forgets files that are gone', async () => {
    await files.delete('/base/k7.arrow');
    const storage = new FileSystemStorage({ basePath: '/base', files });
    await storage.list();
    files.put('/base/new.arrow', (await anEntry('new')).bytes);
    await storage.header('new');
    await storage.close();
    const text = new TextDecoder().decode(await files.read(indexPath));
    assert.ok(!text.includes('\nk7\t') && text.includes('\nnew\t'));
  });

  it('is done without where it cannot be written', async () => {
    const failing = new FailingFiles(files);
    failing.failsFrom = 1;
    const storage = new FileSystemStorage({ basePath: '/base', files: failing });
    files.put('/base/another.arrow', (await anEntry('another')).bytes);
    assert.notEqual(await storage.header('another'), undefined);
    await storage.close();
  });
});
