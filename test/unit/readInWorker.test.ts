import assert from 'node:assert/strict';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FormatError } from '../../src/formats/formatError';
import { nodePorts } from '../../src/platform/node/nodePorts';
import { nodeSha256 } from '../../src/platform/node/nodeSha256';
import { readInWorker } from '../../src/platform/node/readInWorker';
import { readHere } from '../../src/sources/readHere';
import type { SourceReader } from '../../src/sources/sourceReader';
import { isStorageError } from '../../src/storage/errors';
import { allSamples } from '../fixtures/formats/allSamples';
import { builtWorker, wasmFolder } from './support/builtWorker';
import { MemoryFiles } from './support/memoryFiles';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

describe('readInWorker', function () {
  this.timeout(60_000);
  let folder: string;
  let workerFile: string;
  let reader: SourceReader;

  before(async () => {
    folder = await temporaryFolder();
    workerFile = await builtWorker(folder);
    reader = readInWorker({ workerFile, wasmFolder });
  });

  after(async () => {
    await reader.close();
    await removeFolder(folder);
  });

  async function put(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    return path;
  }

  const { files, sha256, openSqlite } = nodePorts(wasmFolder);
  const hashFile = async (path: string) => nodeSha256((await files.read(path)) ?? new Uint8Array());
  const here = readHere({ files, sha256, openSqlite, hashFile });

  /** What a call comes to, failures too, so that two can be compared. */
  async function outcome(call: Promise<unknown>): Promise<unknown> {
    return call.catch((error: unknown) => {
      assert.ok(error instanceof Error);
      return { class: error.constructor, ...error, message: error.message };
    });
  }

  it('finds in every sample of every format what is found on the own thread, and fails alike', async () => {
    for (const { title, contents, at } of await allSamples()) {
      const root = await mkdtemp(join(folder, 'sample-'));
      for (const [path, content] of Object.entries(contents)) {
        await mkdir(dirname(join(root, path)), { recursive: true });
        await writeFile(join(root, path), content);
      }
      const path = join(root, at);
      for (const method of ['probe', 'question', 'read'] as const) {
        assert.deepEqual(
          await outcome(reader[method](path)),
          await outcome(here[method](path)),
          `${title}: ${method}`,
        );
      }
    }
  });

  it('takes the roles that were chosen, whatever the columns are called', async () => {
    const path = await put('odd.csv', '__proto__,constructor,f1\n1,2,3\n');
    const roles = Object.fromEntries([
      ['__proto__', { role: 'objective', direction: 'maximize' } as const],
      ['constructor', { role: 'design' } as const],
    ]);
    const { results } = await reader.read(path, { roles });
    assert.deepEqual(
      results[0]?.head.variables.map(({ name, role }) => [name, role]),
      [
        ['__proto__', 'objective'],
        ['constructor', 'design'],
        ['f1', 'objective'],
      ],
    );
  });

  it('says where in a file a fault lies', async () => {
    const path = await put('roles.csv', 'x1,f1\n1,2\n');
    const roles = { x9: { role: 'design' } } as const;
    await assert.rejects(reader.read(path, { roles }), error => {
      assert.ok(error instanceof FormatError);
      assert.deepEqual([error.file, error.column], ['roles.csv', 'x9']);
      assert.match(error.message, /^"roles\.csv" has no column "x9"/);
      return true;
    });
    await assert.rejects(reader.read(join(folder, 'gone')), error =>
      isStorageError(error, 'not-found'),
    );
  });

  it('tells how far it is, to the end of a file of several pieces', async () => {
    const path = await put('long.csv', 'x1,f1\n' + '0.125,-17.25\n'.repeat(200_000));
    const progress: (readonly [number, number])[] = [];
    await reader.read(path, { onProgress: (done, total) => progress.push([done, total]) });
    assert.ok(progress.length > 0);
    assert.ok(progress.every(([done, total]) => done <= total && total === 2_600_006));
  });

  it('stops a reading at once, and then does what waits', async () => {
    const path = await put('stopped.csv', 'x1,f1\n' + '0.125,-17.25\n'.repeat(200_000));
    const next = await put('next.csv', 'x1,f1\n1,2\n');
    const controller = new AbortController();
    const { signal } = controller;
    const reading = reader.read(path, { signal, onProgress: () => controller.abort() });
    const waiting = reader.read(next);
    await assert.rejects(reading, error => isStorageError(error, 'cancelled'));
    assert.equal((await waiting).results[0]?.head.rowCount, 1);
  });

  it('never begins what was stopped while it waited, or before', async () => {
    const path = await put('next.csv', 'x1,f1\n1,2\n');
    const controller = new AbortController();
    const first = reader.read(path);
    const second = reader.read(path, { signal: controller.signal });
    controller.abort();
    await assert.rejects(second, error => isStorageError(error, 'cancelled'));
    assert.equal((await first).results.length, 1);
    await assert.rejects(reader.read(path, { signal: controller.signal }), error =>
      isStorageError(error, 'cancelled'),
    );
  });

  it('answers probes while something long is read', async () => {
    const long = await put('long.csv', 'x1,f1\n' + '0.125,-17.25\n'.repeat(200_000));
    const ended: string[] = [];
    const reading = reader.read(long).then(() => ended.push('reading'));
    await reader.probe(await put('short.csv', 'x1,f1\n1,2\n')).then(() => ended.push('probe'));
    await reading;
    assert.deepEqual(ended, ['probe', 'reading']);
  });

  it('reads a file that is followed as it is, also after the path was forgotten', async () => {
    const path = await put('followed.csv', 'x1,f1\n1,2\n');
    await reader.read(path, { isFollowed: true });
    await put('followed.csv', 'x1,f1\n1,2\n3,4\n');
    assert.equal((await reader.read(path, { isFollowed: true })).results[0]?.head.rowCount, 2);
    reader.forget(path);
    assert.equal((await reader.read(path, { isFollowed: true })).results[0]?.head.rowCount, 2);
  });

  it('reads what lies on no disk through the files it is given, by their URIs', async () => {
    const memory = new MemoryFiles();
    memory.put('/runs/a b.csv', new TextEncoder().encode('x1,f1\n1,2\n'));
    const pathOf = (uri: string) => decodeURIComponent(uri.replace(/^memory:/, ''));
    const borrowing = readInWorker({
      workerFile,
      wasmFolder,
      files: {
        join: (...names) => names.join('/'),
        stat: uri => memory.stat(pathOf(uri)),
        list: uri => memory.list(pathOf(uri)),
        read: uri => memory.read(pathOf(uri)),
        readRange: (uri, start, length) => memory.readRange(pathOf(uri), start, length),
      },
    });
    try {
      const { results, looks } = await borrowing.read('memory:/runs/a%20b.csv');
      assert.equal(results[0]?.name, 'a b');
      assert.ok(looks.every(({ path }) => path.startsWith('memory:/runs')));
      await assert.rejects(borrowing.read('memory:/gone'), { code: 'not-found' });
    } finally {
      await borrowing.close();
    }
  });

  it('refuses everything once it is closed, also what was under way', async () => {
    const closing = readInWorker({ workerFile, wasmFolder });
    const path = await put('long.csv', 'x1,f1\n' + '0.125,-17.25\n'.repeat(200_000));
    const reading = outcome(closing.read(path));
    const waiting = outcome(closing.read(path));
    await closing.close();
    for (const ended of [await reading, await waiting, await outcome(closing.probe(path))]) {
      assert.equal((ended as { code?: string }).code, 'closed');
    }
  });
});
