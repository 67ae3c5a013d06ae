import { join } from 'node:path';
import { DiskFiles } from '../../src/platform/node/diskFiles';
import { openSqlJs } from '../../src/platform/sqlJs';
import { DatabaseStorage } from '../../src/storage/backends/database';
import { ProcessLock } from '../../src/storage/processLock';
import { describeBackend } from './backendContract';
import { MemoryFiles } from './support/memoryFiles';
import { loadWasm } from './support/sqlJsWasm';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

describeBackend(
  'DatabaseStorage with sql.js in memory',
  async () => {
    const openDriver = openSqlJs({ files: new MemoryFiles(), loadWasm });
    return {
      open: async () =>
        new DatabaseStorage({ driver: await openDriver(undefined), location: 'sqlite://' }),
    };
  },
  { isShared: false, isWatched: false },
);

describeBackend(
  'DatabaseStorage with sql.js over files in memory',
  async () => {
    const openDriver = openSqlJs({ files: new MemoryFiles(), lock: new ProcessLock(), loadWasm });
    const location = '/folder/results.db';
    return {
      open: async () => new DatabaseStorage({ driver: await openDriver(location), location }),
    };
  },
  { isShared: true, isWatched: true },
);

describeBackend(
  'DatabaseStorage with sql.js over a disk',
  async () => {
    const folder = await temporaryFolder();
    const location = join(folder, 'results.db');
    const openDriver = openSqlJs({ files: new DiskFiles(), lock: new ProcessLock(), loadWasm });
    return {
      open: async () => new DatabaseStorage({ driver: await openDriver(location), location }),
      remove: () => removeFolder(folder),
    };
  },
  { isShared: true, isWatched: true },
);
