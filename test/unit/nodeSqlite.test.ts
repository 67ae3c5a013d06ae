import { join } from 'node:path';
import { DiskFiles } from '../../src/platform/node/diskFiles';
import { openNodeSqlite } from '../../src/platform/node/nodeSqlite';
import { DatabaseStorage } from '../../src/storage/backends/database';
import { describeBackend } from './backendContract';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

const openDriver = openNodeSqlite({ files: new DiskFiles() });

if (openDriver === undefined) {
  describe('DatabaseStorage with node:sqlite', () => {
    it(`is not tested: Node ${process.version} has no node:sqlite`, function () {
      this.skip();
    });
  });
} else {
  describeBackend(
    'DatabaseStorage with node:sqlite over a disk',
    async () => {
      const folder = await temporaryFolder();
      const location = join(folder, 'results.db');
      return {
        open: async () => new DatabaseStorage({ driver: await openDriver(location), location }),
        remove: () => removeFolder(folder),
      };
    },
    { isShared: true, isWatched: true },
  );

  describeBackend(
    'DatabaseStorage with node:sqlite in memory',
    async () => ({
      open: async () =>
        new DatabaseStorage({ driver: await openDriver(undefined), location: 'sqlite://' }),
    }),
    { isShared: false, isWatched: false },
  );
}
