import assert from 'node:assert/strict';
import { decodeResult } from '../../../src/core/resultFile';
import { nodeSha256 } from '../../../src/platform/node/nodeSha256';
import { readHere } from '../../../src/sources/readHere';
import type { EarlierVersion, ReadRequest, ReadResult } from '../../../src/sources/sourceReader';
import { MemoryFiles } from '../support/memoryFiles';
import { formatPorts } from '../support/sqlReader';

describe('A file that is read to be stored', () => {
  const files = new MemoryFiles();
  const reader = readHere({ ...formatPorts, files, sha256: nodeSha256 });
  const path = '/runs/a.csv';

  async function read(text: string, request: ReadRequest = {}): Promise<ReadResult> {
    files.put(path, new TextEncoder().encode(text));
    const [result] = (await reader.read(path, request)).results;
    assert.ok(result);
    return result;
  }

  async function resultOf({ bytes, head }: ReadResult) {
    return (await decodeResult(bytes, { modifiedAt: head.updatedAt })).result;
  }

  const earlier: EarlierVersion = {
    createdAt: '2020-01-02T03:04:05.678Z',
    updatedAt: '2038-01-02T03:04:05.678Z',
    metadata: {
      verdict: 'promising',
      delimiter: 'kept',
      unread: { count: 1 },
      notes: ['old'],
      source: { tool: 'CSV', path: 'elsewhere' },
    },
    resultSets: [
      { name: 'best', rows: [0, 1] },
      { name: 'gone', rows: [2] },
    ],
  };

  it('says when it is imported', async () => {
    const importedAt = '2026-03-04T05:06:07.890Z';
    const { head } = await read('x1,f1\n1,2\n', { importedAt });
    const { source } = head.metadata;
    assert.equal((source as { importedAt?: string }).importedAt, importedAt);
  });

  it('takes over the birth of the stored version and what was added to it, and is newer', async () => {
    const { id } = (await read('x1,f1\n1,2\n')).head;
    const next = await read('x1,f1\n1,2\n3,4\n', { earlier: { [id]: earlier } });
    const { head } = next;
    assert.deepEqual([head.id, head.createdAt], [id, earlier.createdAt]);
    assert.equal(head.updatedAt, '2038-01-02T03:04:05.679Z');
    const { metadata, resultSets } = await resultOf(next);
    assert.deepEqual([metadata['verdict'], metadata['delimiter']], ['promising', 'kept']);
    assert.equal((metadata['source'] as { path?: string }).path, path);
    assert.deepEqual([metadata['unread'], metadata['notes']], [undefined, []]);
    assert.deepEqual(resultSets, [{ name: 'best', rows: [0, 1] }]);
  });

  it('takes nothing over from another result', async () => {
    const other = { '__proto__-like': earlier, [crypto.randomUUID()]: earlier };
    const { head } = await read('x1,f1\n1,2\n', { earlier: other });
    assert.equal(head.metadata['verdict'], undefined);
    assert.notEqual(head.createdAt, earlier.createdAt);
  });

  it('is another result each time when it is to replace none', async () => {
    const [first, second] = [
      await read('x1,f1\n1,2\n', { isNew: true }),
      await read('x1,f1\n1,2\n', { isNew: true }),
    ];
    assert.notEqual(first.head.id, second.head.id);
  });
});
