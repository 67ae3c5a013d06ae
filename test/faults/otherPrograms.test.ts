import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { hasPython, runPython } from '../unit/support/otherProgram';
import { amount } from './support/form';
import type { Operation } from './support/operations';
import { databaseIn, describeWhatIsMissing, singles } from './support/places';
import { readContents } from './support/readContents';
import { Store } from './support/store';

/** What the other program says when it ends. */
interface Report {
  readonly written: number;
  readonly reads: number;
  readonly faults: readonly string[];
}

const saves = amount({ bounded: 60, full: 400 });

function savesOf(writer: number): readonly Operation[] {
  return Array.from({ length: saves }, (_, index) => {
    return { do: 'save', key: `${writer}/${index % 60}`, mark: `m${index}` };
  });
}

/** Starts Python on the database; the promise is what it says once {@link stop} was called. */
async function startPython(task: 'read' | 'write', database: string) {
  const script = path.join(__dirname, 'support', 'foreignProgram.py');
  const child: ChildProcess = spawn('python3', ['-u', script, task, database], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  assert.ok(child.stdout);
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout }).on('line', line => lines.push(line));
  await once(output, 'line');
  const ended = once(child, 'close');
  return async (): Promise<Report> => {
    await writeFile(`${database}.stop`, '');
    await ended;
    return JSON.parse(lines.at(-1) ?? '') as Report;
  };
}

/** Two processes save while Python is at the same database. */
async function saveBesides(store: Store, task: 'read' | 'write'): Promise<Report> {
  const stop = await startPython(task, databaseIn(store.folderOf('primary')));
  const outcomes = await Promise.all([0, 1].map(writer => store.run(savesOf(writer))));
  const report = await stop();
  for (const { acknowledged, failures } of outcomes) {
    assert.deepEqual(failures, []);
    assert.equal(acknowledged, saves);
  }
  const manager = store.open();
  assert.equal((await readContents(manager, store.sides)).size, 2 * Math.min(60, saves));
  await manager.close();
  return report;
}

describe('Another program on the same database', function () {
  this.timeout(10 * 60_000);
  describeWhatIsMissing();
  if (!hasPython) {
    it("leaves out Python's sqlite3: there is no python3", function () {
      this.skip();
    });
    return;
  }

  for (const layout of singles.filter(({ primary }) => primary !== 'file system')) {
    const task = layout.primary === 'node:sqlite' ? 'write' : 'read';
    it(`${layout.primary}: Python ${task}s throughout, and no side loses a row or sees half of one`, async () => {
      const store = await Store.make(layout);
      try {
        const report = await saveBesides(store, task);
        assert.deepEqual(report.faults, []);
        assert.ok(report.reads > 5, `Python read ${report.reads} times`);
        if (task === 'read') return;
        assert.ok(report.written > 5, `Python wrote ${report.written} rows`);
        const program =
          'c = sqlite3.connect(path); print(c.execute("SELECT COUNT(*) FROM own_rows").fetchone()[0], c.execute("PRAGMA integrity_check").fetchone()[0])';
        const database = databaseIn(store.folderOf('primary'));
        assert.equal(runPython(database, program).trim(), `${report.written} ok`);
      } finally {
        await store.remove();
      }
    });
  }
});
