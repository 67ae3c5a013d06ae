import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { nodePorts } from '../../../src/platform/node/nodePorts';
import { createStorageManager } from '../../../src/storage/factories';
import type { StorageManager } from '../../../src/storage/manager';
import { pythonSnippet } from '../../../src/ui/pythonSnippet';
import { aResult } from '../support/results';

const wasmFolder = path.resolve(__dirname, '../../../node_modules/sql.js/dist');
const key = 'zdt/welded "beam": 1';

describe('pythonSnippet', () => {
  let folder: string;
  let manager: StorageManager;
  const ports = nodePorts(wasmFolder);
  const toAbsolute = (relative: string): string => path.join(folder, relative);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'optiscope-snippet-'));
    manager = createStorageManager({
      primaryType: 'filesystem',
      primaryConfig: { basePath: 'results' },
      secondaryType: 'database',
      secondaryConfig: { connectionString: 'sqlite:///replica.db', engine: 'sql.js' },
      ports: { ...ports, baseFolder: folder },
    });
    await manager.saveResult(key, aResult());
  });

  afterEach(async () => {
    await manager.close();
    await rm(folder, { recursive: true });
  });

  it('names the file that holds the result', async () => {
    const snippet = pythonSnippet(manager, { backend: 'primary', key }, toAbsolute);
    const file = JSON.parse(/read_feather\((".*")\)/.exec(snippet)?.[1] ?? '""') as string;
    assert.ok((await stat(file)).size > 0);
  });

  it('asks the database for the bytes of the result', async () => {
    const snippet = pythonSnippet(manager, { backend: 'secondary', key }, toAbsolute);
    const file = JSON.parse(/connect\((".*")\)/.exec(snippet)?.[1] ?? '""') as string;
    const [, query, parameter] = /execute\("(.*)", \((".*"),\)\)/.exec(snippet) ?? [];
    const database = await ports.openSqlite(await readFile(file));
    const [row] = database.all(query ?? '', [JSON.parse(parameter ?? '""') as string]);
    database.close();
    const { bytes } = await manager.readArtifact({ backend: 'secondary', key });
    assert.deepEqual(row?.['payload'], bytes);
  });

  it('says that Python cannot read what is in memory only', () => {
    assert.throws(() => pythonSnippet(manager, { backend: 'cache', key }, toAbsolute), {
      code: 'unsupported',
      message: /Export it/,
    });
  });
});
