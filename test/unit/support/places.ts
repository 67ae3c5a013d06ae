import { join } from 'node:path';
import { DiskFiles } from '../../../src/platform/node/diskFiles';
import { FileLock } from '../../../src/platform/node/fileLock';
import { openNodeSqlite } from '../../../src/platform/node/nodeSqlite';
import { openSqlJs } from '../../../src/platform/sqlJs';
import { DatabaseStorage } from '../../../src/storage/backends/database';
import { FileSystemStorage } from '../../../src/storage/backends/fileSystem';
import { MemoryStorage } from '../../../src/storage/backends/memory';
import type { OpenSqlDriver } from '../../../src/storage/ports';
import { ProcessLock } from '../../../src/storage/processLock';
import type { Place } from '../backendContract';
import { MemoryFiles } from './memoryFiles';
import { loadWasm } from './sqlJsWasm';
import { removeFolder, temporaryFolder } from './temporaryFolder';

/** A kind of place that backends are tested on. */
export interface PlaceKind {
  readonly name: string;
  readonly makePlace: () => Promise<Place>;
  /** Entries outlive the object and are seen by others. */
  readonly isShared: boolean;
}

function databasePlace(openDriver: OpenSqlDriver, location: string | undefined): Place {
  return {
    open: async () =>
      new DatabaseStorage({
        driver: await openDriver(location),
        location: location ?? 'sqlite://',
      }),
  };
}

async function onDisk(placeIn: (folder: string) => Place): Promise<Place> {
  const folder = await temporaryFolder();
  return { ...placeIn(folder), remove: () => removeFolder(folder) };
}

const kinds: readonly PlaceKind[] = [
  {
    name: 'MemoryStorage',
    makePlace: async () => ({ open: async () => new MemoryStorage() }),
    isShared: false,
  },
  {
    name: 'FileSystemStorage over files in memory',
    makePlace: async () => {
      const ports = { files: new MemoryFiles(), lock: new ProcessLock() };
      return { open: async () => new FileSystemStorage({ basePath: '/base', ...ports }) };
    },
    isShared: true,
  },
  {
    name: 'FileSystemStorage over a disk',
    makePlace: () =>
      onDisk(folder => ({
        open: async () =>
          new FileSystemStorage({
            basePath: join(folder, 'results'),
            files: new DiskFiles(),
            lock: new FileLock(),
          }),
      })),
    isShared: true,
  },
  {
    name: 'DatabaseStorage with sql.js in memory',
    makePlace: async () =>
      databasePlace(openSqlJs({ files: new MemoryFiles(), loadWasm }), undefined),
    isShared: false,
  },
  {
    name: 'DatabaseStorage with sql.js over files in memory',
    makePlace: async () => {
      const ports = { files: new MemoryFiles(), lock: new ProcessLock(), loadWasm };
      return databasePlace(openSqlJs(ports), '/folder/results.db');
    },
    isShared: true,
  },
  {
    name: 'DatabaseStorage with sql.js over a disk',
    makePlace: () =>
      onDisk(folder => {
        const ports = { files: new DiskFiles(), lock: new FileLock(), loadWasm };
        return databasePlace(openSqlJs(ports), join(folder, 'results.db'));
      }),
    isShared: true,
  },
];

const openNode = openNodeSqlite({ files: new DiskFiles() });

const nodeKinds: readonly PlaceKind[] =
  openNode === undefined
    ? []
    : [
        {
          name: 'DatabaseStorage with node:sqlite in memory',
          makePlace: async () => databasePlace(openNode, undefined),
          isShared: false,
        },
        {
          name: 'DatabaseStorage with node:sqlite over a disk',
          makePlace: () => onDisk(folder => databasePlace(openNode, join(folder, 'results.db'))),
          isShared: true,
        },
      ];

/** Every backend on every engine and port that this Node has. */
export const allPlaceKinds: readonly PlaceKind[] = [...kinds, ...nodeKinds];

/** Says what is left out, for those who read the outcome of the tests. */
export function describeWhatIsMissing(): void {
  if (openNode !== undefined) return;
  it(`leaves out node:sqlite, which Node ${process.version} does not have`, function () {
    this.skip();
  });
}
