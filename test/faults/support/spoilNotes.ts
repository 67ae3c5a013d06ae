import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DiskFiles } from '../../../src/platform/node/diskFiles';
import { FileLock } from '../../../src/platform/node/fileLock';
import { openSqlJs } from '../../../src/platform/sqlJs';
import { loadWasm } from '../../unit/support/sqlJsWasm';
import { databaseIn } from './places';
import type { PlaceKind } from './places';

/** How many faults a verification finds where {@link spoilNotes} was: the index, or one for each row. */
export const spoiledNotes = { filesystem: 1, database: 3, memory: 0, sources: 0 };

/** Makes wrong what a backend notes beside its entries; these themselves, and what is shown of them, stay as they are. */
export async function spoilNotes(folder: string, kind: PlaceKind): Promise<void> {
  if (kind === 'file system') {
    await writeFile(path.join(folder, '.optiscope', 'index.tsv'), 'nonsense');
    return;
  }
  const open = openSqlJs({ files: new DiskFiles(), lock: new FileLock(), loadWasm });
  const driver = await open(databaseIn(folder));
  await driver.transact(session =>
    session.run(
      "UPDATE optiscope_results SET header = json_set(header, '$.metadata.spoilt', 'yes')",
    ),
  );
  await driver.close();
}
