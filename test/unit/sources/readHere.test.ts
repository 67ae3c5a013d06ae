import assert from 'node:assert/strict';
import { decodeResult, encodeResult } from '../../../src/core/resultFile';
import { FormatError } from '../../../src/formats/formatError';
import { nodeSha256 } from '../../../src/platform/node/nodeSha256';
import { readHere } from '../../../src/sources/readHere';
import type { SourceReader } from '../../../src/sources/sourceReader';
import { isStorageError } from '../../../src/storage/errors';
import { awkwardResult } from '../support/awkwardResult';
import { MemoryFiles } from '../support/memoryFiles';
import { formatPorts } from '../support/sqlReader';

function put(files: MemoryFiles, path: string, content: string | Uint8Array): void {
  files.put(path, typeof content === 'string' ? new TextEncoder().encode(content) : content);
}

describe('readHere', () => {
  let files: MemoryFiles;
  let reader: SourceReader;

  beforeEach(() => {
    files = new MemoryFiles();
    reader = readHere({ ...formatPorts, files, sha256: nodeSha256, hashFile });
  });

  async function hashFile(path: string): Promise<string> {
    return nodeSha256((await files.read(path)) ?? new Uint8Array());
  }

  async function one(path: string) {
    const { results } = await reader.read(path);
    const [result] = results;
    assert.ok(result !== undefined && results.length === 1);
    return result;
  }

  it('gives a file the same id, revision and bytes each time', async () => {
    put(files, '/runs/a.csv', 'x1,f1\n1,2\n');
    const [first, second] = [await one('/runs/a.csv'), await one('/runs/a.csv')];
    assert.deepEqual(second.bytes, first.bytes);
    assert.match(first.head.revision, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
  });

  it('keeps the id and changes the revision when the file grows', async () => {
    put(files, '/runs/a.csv', 'x1,f1\n1,2\n');
    const before = await one('/runs/a.csv');
    put(files, '/runs/a.csv', 'x1,f1\n1,2\n3,4\n');
    const after = await one('/runs/a.csv');
    assert.equal(after.head.id, before.head.id);
    assert.notEqual(after.head.revision, before.head.revision);
    assert.equal(after.head.rowCount, 2);
  });

  it('makes artifacts that are sound, and says where they come from', async () => {
    put(files, '/runs/a.csv', 'x1,f1\n1,2\n');
    const { bytes, head } = await one('/runs/a.csv');
    const { result } = await decodeResult(bytes, { modifiedAt: head.updatedAt });
    const stat = await files.stat('/runs/a.csv');
    assert.deepEqual(result.metadata['source'], {
      tool: 'CSV',
      file: 'a.csv',
      delimiter: ',',
      format: 'csv',
      path: '/runs/a.csv',
      modifiedAt: new Date(stat?.mtimeMs ?? 0).toISOString(),
      sha256: await hashFile('/runs/a.csv'),
    });
    assert.equal(head.updatedAt, new Date(stat?.mtimeMs ?? 0).toISOString());
  });

  it('leaves an artifact of ours its identity', async () => {
    const stamp = { revision: crypto.randomUUID(), updatedAt: '2026-01-02T03:04:05.678Z' };
    put(files, '/runs/own.arrow', (await encodeResult(awkwardResult, stamp)).bytes);
    assert.equal((await one('/runs/own.arrow')).head.id, awkwardResult.id);
  });

  it('asks what the columns are for, and knows the answer again for files of the same kind', async () => {
    put(files, '/runs/a.csv', 'x1,f1\n1,2\n');
    put(files, '/runs/b.csv', 'x1,f1\n5,6\n');
    const { question } = await reader.read('/runs/a.csv');
    assert.ok(question !== undefined && !question.isAnswered);
    const roles = { f1: { role: 'objective', direction: 'maximize' } } as const;
    const remembered = { [question.kind]: roles };
    const again = await reader.read('/runs/b.csv', { remembered });
    assert.equal(again.question?.isAnswered, true);
    const direction = again.results[0]?.head.variables.find(({ name }) => name === 'f1')?.direction;
    assert.equal(direction, 'maximize');
  });

  it('tells what kind a file is without reading it', async () => {
    put(files, '/runs/a.csv', 'x1,f1\n1,2\n');
    put(files, '/runs/model.pkl', Uint8Array.of(0x80, 4, 0x95, 0, 0, 0, 0, 0, 0, 0, 0));
    put(files, '/runs/notes.txt', 'Dear all\nthis is not a table of numbers\n');
    assert.deepEqual(await reader.probe('/runs/a.csv'), {
      isFolder: false,
      kind: 'known',
      format: { id: 'csv', title: 'CSV table', holds: 'one' },
    });
    const refused = await reader.probe('/runs/model.pkl');
    assert.ok(refused.kind === 'refused' && refused.reason.includes('is a pickle'));
    assert.deepEqual(await reader.probe('/runs/notes.txt'), { isFolder: false, kind: 'other' });
    assert.deepEqual(await reader.probe('/runs'), { isFolder: true, kind: 'other' });
  });

  it('says what is wrong with a path', async () => {
    await assert.rejects(reader.read('/gone'), error => isStorageError(error, 'not-found'));
    put(files, '/runs/notes.txt', 'Dear all\nthis is not a table of numbers\n');
    await assert.rejects(reader.read('/runs/notes.txt'), FormatError);
    await assert.rejects(reader.read('/runs'), /is a folder that no known tool wrote/);
  });

  it('takes what another program removes meanwhile for absent', async () => {
    put(files, '/runs/a.csv', 'x1,f1\n1,2\n');
    const vanishing = Object.assign(Object.create(files) as MemoryFiles, {
      readRange: async () => undefined,
    });
    const ports = { ...formatPorts, files: vanishing, sha256: nodeSha256 };
    await assert.rejects(readHere(ports).read('/runs/a.csv'), error =>
      isStorageError(error, 'not-found'),
    );
  });

  it('stops when it is asked to', async () => {
    put(files, '/runs/a.csv', 'x1,f1\n1,2\n');
    const signal = AbortSignal.abort();
    await assert.rejects(reader.read('/runs/a.csv', { signal }), error =>
      isStorageError(error, 'cancelled'),
    );
  });
});
