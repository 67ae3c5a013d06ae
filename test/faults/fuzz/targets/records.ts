import assert from 'node:assert/strict';
import { baselineFile } from '../../../../src/storage/baselineFile';
import { isStorageError } from '../../../../src/storage/errors';
import type { ChangeRecord } from '../../../../src/storage/change';
import { undoLogFile } from '../../../../src/storage/undoLogFile';
import { MemoryFiles } from '../../../unit/support/memoryFiles';
import type { FuzzCase } from '../fuzzTarget';
import { mutate } from '../mutate';

const folder = '/records';
const id = '0b9d9b1e-8b0e-4b0e-9d0e-000000000001';
const revisions = new Map(
  Array.from({ length: 9 }, (_, index) => [`runs/${index}`, id.replace(/\d$/, String(index))]),
);
const record: ChangeRecord = {
  id,
  title: 'Delete 2 results',
  steps: [
    { what: 'removed', backend: 'primary', place: 'p', key: 'runs/1' },
    { what: 'replaced', backend: 'secondary', place: 's', key: 'runs/2', left: id },
    { what: 'renamed', backend: 'primary', place: 'p', key: 'a', to: 'b', revision: id },
    { what: 'cleared', backend: 'primary', place: 'p' },
  ],
};

/** What syncs and removals note for later: one that is damaged is known to be, or says what it said. */
export async function prepare(): Promise<FuzzCase> {
  const files = new MemoryFiles();
  const baseline = baselineFile({ files, folder });
  const log = undoLogFile({ files, folder: `${folder}/undo` });
  await baseline.save('pair', revisions);
  await log.save(record);
  const [ofBaseline = '', ofRecord = ''] = [
    files.paths.find(path => path.endsWith('pair.json')),
    files.paths.find(path => path.includes('/undo/')),
  ];
  const noted = (await files.read(ofBaseline)) as Uint8Array;
  const logged = (await files.read(ofRecord)) as Uint8Array;
  assert.deepEqual(await log.list(), [record]);
  return async random => {
    if (random.below(2) === 0) {
      files.put(ofBaseline, mutate(noted, random, { others: [logged] }));
      try {
        assert.deepEqual(await baseline.load('pair'), revisions);
        return 'baseline as it was';
      } catch (error) {
        if (isStorageError(error, 'corrupt')) return 'baseline refused';
        throw error;
      }
    }
    files.put(ofRecord, mutate(logged, random, { others: [noted] }));
    const [found] = await log.list();
    if (found === undefined) return 'record left out';
    assert.deepEqual(found, record);
    return 'record as it was';
  };
}
