import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
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

  it('knows at once what is saved and renamed', async () => {
    const storage = new FileSystemStorage({ basePath: '/other', files });
    const entry = await anEntry('a');
    await storage.save(entry);
    await storage.rename('a', 'x/b');
    files.ranges = 0;
    assert.deepEqual(await storage.header('x/b'), { ...entry.header, key: 'x/b' });
    assert.equal(files.ranges, 0);
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

describe('FileSystemStorage.check and rebuild', () => {
  let files: CountingFiles;
  let storage: FileSystemStorage;

  beforeEach(async () => {
    files = new CountingFiles();
    const first = new FileSystemStorage({ basePath: '/base', files });
    for (let n = 0; n < count; n++) await first.save(await anEntry(`k${n}`, { rows: 1 }));
    await first.close();
    storage = new FileSystemStorage({ basePath: '/base', files });
  });
  afterEach(() => storage.close());

  async function indexText(): Promise<string> {
    return new TextDecoder().decode(await files.read(indexPath));
  }

  /** An index that is sound in itself, but says something else of an artifact. */
  async function forgeIndex(key: string, change: (line: string) => string): Promise<void> {
    const [, ...lines] = (await indexText()).split('\n');
    const forged = lines.map(line => (line.startsWith(`${key}\t`) ? change(line) : line));
    assert.notDeepEqual(forged, lines);
    const body = new TextEncoder().encode(forged.join('\n'));
    const sha256 = createHash('sha256').update(body).digest('hex');
    const first = JSON.stringify({ version: 2, sha256, texts: 1 });
    files.put(indexPath, new TextEncoder().encode(`${first}\n${forged.join('\n')}`));
  }

  it('finds nothing wrong with an index that fits its files, and reads it for nothing else', async () => {
    assert.deepEqual(await storage.check(), []);
    assert.equal(files.paths.length, count + 2);
  });

  it('finds and mends a header that is not what the file says', async () => {
    await forgeIndex('k3', line => line.replace(/"rowCount":1\b/, '"rowCount":7'));
    assert.equal((await storage.header('k3'))?.rowCount, 7);
    const [fault, ...more] = await storage.check();
    assert.deepEqual(more, []);
    assert.equal(fault?.key, 'k3');
    assert.equal(fault?.isRebuildable, true);
    assert.match(fault?.message ?? '', /"k3" \(\/base\/k3\.arrow\)/);
    await storage.rebuild();
    assert.deepEqual(await storage.check(), []);
    assert.equal((await storage.header('k3'))?.rowCount, 1);
    const reopened = new FileSystemStorage({ basePath: '/base', files });
    assert.deepEqual(await reopened.check(), []);
    assert.equal((await reopened.header('k3'))?.rowCount, 1);
  });

  it('finds and mends a damaged index, whatever byte of it changed', async () => {
    const sound = (await files.read(indexPath)) ?? new Uint8Array();
    for (let place = 0; place < sound.length; place += 997) {
      const damaged = sound.slice();
      damaged[place] = (damaged[place] ?? 0) ^ 1;
      files.put(indexPath, damaged);
      const reopened = new FileSystemStorage({ basePath: '/base', files });
      for (const key of ['k0', 'k99']) assert.equal((await reopened.header(key))?.rowCount, 1);
      const faults = await reopened.check();
      if (place > 15) assert.match(faults[0]?.message ?? '', /index of headers is damaged/);
    }
    await storage.rebuild();
    assert.deepEqual(await storage.check(), []);
  });

  it('takes no memory for an index that claims to be huge', async () => {
    const stat = files.stat.bind(files);
    files.stat = async path => {
      const found = await stat(path);
      return found && path === indexPath ? { ...found, size: 2 ** 40 } : found;
    };
    files.read = () => assert.fail('it was read');
    assert.match((await storage.check())[0]?.message ?? '', /more than any index/);
    assert.equal((await storage.header('k0'))?.rowCount, 1);
  });

  it('leaves no index behind where there is little to remember', async () => {
    for (let n = 50; n < count; n++) await storage.delete(`k${n}`);
    await storage.rebuild();
    assert.equal(await files.read(indexPath), undefined);
    assert.equal((await storage.header('k0'))?.rowCount, 1);
  });
});
