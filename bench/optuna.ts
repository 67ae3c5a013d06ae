import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import type { ImportedResult } from '../src/formats/format';
import { optunaSqlite } from '../src/formats/optunaSqlite';
import { DiskFiles } from '../src/platform/node/diskFiles';
import { openItem } from '../src/sources/openedFile';
import { formatPorts } from '../test/unit/support/sqlReader';
import { bundled } from './bundled';
import { megabytes, rowOf } from './figures';
import type { Figure } from './figures';
import { compare } from './measure';
import type { Contestant, MissingPeer, Peer } from './measure';
import { OptunaLoader } from './optunaLoader';
import { paramCount, writeOptunaStudy } from './optunaStudy';
import { peer } from './peers';
import type { Places } from './places';

/** What reading asks of the database, to the letter of what matters. */
const queries = [
  'SELECT trial_id, study_id, number FROM trials ORDER BY 1',
  'SELECT trial_id, state, datetime_start, datetime_complete FROM trials',
  'SELECT trial_id, param_name, param_value, distribution_json FROM trial_params ORDER BY param_id',
  'SELECT trial_id, objective, value, value_type FROM trial_values',
  'SELECT trial_id, key, value_json FROM trial_system_attributes',
];

/** Databases of Optuna, read beside Optuna's own loader and beside the bare queries. */
export async function benchOptuna(places: Places): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const trials of [5_000, 50_000]) {
    const path = `${places.newPath()}.db`;
    await writeOptunaStudy(path, trials);
    const loader = await OptunaLoader.start(path);
    try {
      const work = `Optuna database of ${trials.toLocaleString('en')} trials × ${paramCount}`;
      const beside = [OptunaLoader.peerOf(loader), await bareQueries(path)];
      // Optuna's own loader takes a minute for the large one.
      const warmUps = trials > 10_000 ? 0 : 1;
      figures.push(...(await compare({ work, ours: [ours(path)], beside, repeats: 5, warmUps })));
    } finally {
      loader?.end();
    }
    figures.push(await memoryOf(path, trials));
  }
  return figures;
}

function ours(path: string): Contestant {
  return { name: '', run: () => readStudy(path) };
}

/** Reads it as an import does. */
export async function readStudy(path: string): Promise<readonly ImportedResult[]> {
  const opened = await openItem(new DiskFiles(), path);
  if (opened?.kind !== 'file') throw new Error(`There is no ${path}.`);
  const detection = await optunaSqlite.detect(opened.item, formatPorts);
  if (detection?.confidence !== 1) throw new Error(`${path} was not recognised.`);
  return optunaSqlite.read(opened.item, { ports: formatPorts });
}

/** The rows alone, of which nothing is made. */
async function bareQueries(path: string): Promise<Peer | MissingPeer> {
  return peer('better-sqlite3, the same queries', async () => {
    const { default: Database } = await import('better-sqlite3');
    const run = (): void => {
      const database = new Database(path, { readonly: true });
      for (const query of queries) database.prepare(query).raw().all();
      database.close();
    };
    return { run };
  });
}

/** The peak of a process of its own, beside the database's own bytes. */
async function memoryOf(path: string, trials: number): Promise<Figure> {
  const program = await bundled('readOptuna');
  const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', program, path], {
    encoding: 'utf8',
  });
  const [peak = 0, columns = 0] = stdout.split(' ').map(Number);
  if (columns === 0) throw new Error(`The study was not read: ${stderr}`);
  const { size } = await stat(path);
  return rowOf({
    work: `peak memory of reading ${trials.toLocaleString('en')} trials × ${paramCount}, beside the database's own ${megabytes(size)}`,
    ours: Math.max(0, peak - size),
    beside: 'bytes of its columns',
    theirs: columns,
    target: 3,
    format: megabytes,
  });
}
