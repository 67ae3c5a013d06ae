import assert from 'node:assert/strict';
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskFiles } from '../../../src/platform/node/diskFiles';
import { nodeSha256 } from '../../../src/platform/node/nodeSha256';
import { readHere } from '../../../src/sources/readHere';
import type { SourceState } from '../../../src/sources/followedSource';
import { namedSources } from '../../../src/sources/sourceConfig';
import { SourceStorage } from '../../../src/sources/sourceStorage';
import { formatPorts } from '../support/sqlReader';
import { removeFolder, temporaryFolder } from '../support/temporaryFolder';

const study = '{"op_code":0,"worker_id":"w","study_name":"live","directions":[1]}\n';

function trial(number: number): string {
  const started = `{"op_code":4,"worker_id":"w","study_id":0,"datetime_start":"2026-01-02T03:04:05"}\n`;
  const ended = `{"op_code":6,"worker_id":"w","trial_id":${number},"state":1,"values":[${number}.5],"datetime_complete":"2026-01-02T03:04:06"}\n`;
  return started + ended;
}

/** Resolves with the first state of the source that is as asked for. */
function stateThat(
  storage: SourceStorage,
  isWanted: (state: SourceState) => boolean,
): Promise<SourceState> {
  return new Promise(resolve => {
    const now = storage.states.find(isWanted);
    if (now !== undefined) return resolve(now);
    const listening = storage.onDidChangeState(state => {
      if (!isWanted(state)) return;
      listening.dispose();
      resolve(state);
    });
  });
}

function rowsOf({ readings }: SourceState): readonly number[] {
  return readings.flatMap(({ results }) => results.map(({ head }) => head.rowCount));
}

describe('SourceStorage on a disk', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  afterEach(() => removeFolder(folder));

  async function withSource(
    location: string,
    work: (storage: SourceStorage) => Promise<void>,
  ): Promise<void> {
    const files = new DiskFiles();
    const reader = readHere({ ...formatPorts, files, sha256: nodeSha256 });
    const ports = { files, reader, remembered: () => ({}), watch: files.watch.bind(files) };
    const storage = new SourceStorage(ports, namedSources([{ location }]));
    try {
      await storage.list();
      await work(storage);
    } finally {
      await storage.close();
    }
  }

  it('follows a journal that another program appends to', async () => {
    const log = join(folder, 'journal.log');
    await writeFile(log, study + trial(0));
    await withSource(folder, async storage => {
      assert.deepEqual(await storage.list(), [
        `${storage.states[0]?.config.name}/journal.log/live`,
      ]);
      await appendFile(log, trial(1) + trial(2));
      const { readings } = await stateThat(storage, state => rowsOf(state)[0] === 3);
      assert.deepEqual(readings[0]?.results[0]?.head.metadata['states'], { COMPLETE: 3 });
    });
  });

  it('shows a run as one result, whose files are no results of their own', async () => {
    await writeFile(join(folder, 'FUN.csv'), '1,2\n2,1\n');
    await writeFile(join(folder, 'VAR.csv'), '0.1,0.2,0.3\n0.4,0.5,0.6\n');
    await withSource(folder, async storage => {
      const keys = await storage.list();
      assert.deepEqual(keys, [`${storage.states[0]?.config.name}/FUN.csv`]);
      const header = await storage.header(keys[0] ?? '');
      assert.equal(header?.variables.filter(({ role }) => role === 'design').length, 3);
    });
  });

  it('says of a folder that is moved away that it is gone, and reads it when it is back', async () => {
    const runs = join(folder, 'runs');
    await mkdir(runs);
    await writeFile(join(runs, 'journal.log'), study + trial(0));
    await withSource(runs, async storage => {
      await rename(runs, join(folder, 'elsewhere'));
      const gone = await stateThat(storage, ({ fault }) => fault !== undefined);
      assert.match(gone.fault ?? '', /There is nothing at .*runs\. Is it still there\?/);
      await rename(join(folder, 'elsewhere'), runs);
      const back = await stateThat(
        storage,
        state => state.fault === undefined && rowsOf(state).length === 1,
      );
      assert.deepEqual(rowsOf(back), [1]);
    });
  });
});
