import { join } from 'node:path';
import { DiskFiles } from '../../src/platform/node/diskFiles';
import { FileSystemStorage } from '../../src/storage/backends/fileSystem';
import { ProcessLock } from '../../src/storage/processLock';
import { describeBackend } from './backendContract';
import { MemoryFiles } from './support/memoryFiles';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

describeBackend(
  'FileSystemStorage over files in memory',
  async () => {
    const files = new MemoryFiles();
    const lock = new ProcessLock();
    return { open: async () => new FileSystemStorage({ basePath: '/base', files, lock }) };
  },
  { isShared: true, isWatched: true },
);

describeBackend(
  'FileSystemStorage over a disk',
  async () => {
    const folder = await temporaryFolder();
    const files = new DiskFiles();
    const lock = new ProcessLock();
    const basePath = join(folder, 'results');
    return {
      open: async () => new FileSystemStorage({ basePath, files, lock }),
      remove: () => removeFolder(folder),
    };
  },
  { isShared: true, isWatched: true },
);
