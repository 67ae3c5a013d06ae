import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * A Python program that fills a database as Optuna does, in transactions over several tables, as many as it is allowed to,
 * until its input ends or it is killed. Each adds `trials` trials with a value and a text of `bytes` each, and counts them in the study's attributes.
 * It writes a line per transaction, and a last one that says how it fared. With `stop` it halts for good in the middle
 * of the transaction of that number, after the cache has spilled; with `rollBack` every third one is taken back.
 */
const program = `
import json, sqlite3, sys, threading
path, options = sys.argv[1], json.loads(sys.argv[2])
db = sqlite3.connect(path, isolation_level=None, timeout=10)
db.execute('PRAGMA journal_mode = ' + options['journal'])
db.execute('PRAGMA cache_size = %d' % options.get('cache', 2000))
db.execute('PRAGMA synchronous = ' + options.get('synchronous', 'FULL'))
if options.get('checkpoint'): db.execute('PRAGMA wal_autocheckpoint = %d' % options['checkpoint'])
db.executescript('''
BEGIN;
CREATE TABLE IF NOT EXISTS studies (study_id INTEGER PRIMARY KEY, study_name TEXT);
CREATE TABLE IF NOT EXISTS study_directions (study_direction_id INTEGER PRIMARY KEY, direction TEXT, study_id INTEGER, objective INTEGER);
CREATE TABLE IF NOT EXISTS study_user_attributes (study_id INTEGER, key TEXT, value_json TEXT);
CREATE TABLE IF NOT EXISTS trials (trial_id INTEGER PRIMARY KEY, number INTEGER, study_id INTEGER, state TEXT);
CREATE TABLE IF NOT EXISTS trial_params (param_id INTEGER PRIMARY KEY, trial_id INTEGER, param_name TEXT, param_value REAL, distribution_json TEXT);
CREATE TABLE IF NOT EXISTS trial_values (trial_value_id INTEGER PRIMARY KEY, trial_id INTEGER, objective INTEGER, value REAL);
CREATE TABLE IF NOT EXISTS trial_user_attributes (trial_id INTEGER, key TEXT, value_json TEXT);
INSERT INTO studies SELECT 1, 's' WHERE NOT EXISTS (SELECT 1 FROM studies);
INSERT INTO study_directions SELECT 1, 'MINIMIZE', 1, 0 WHERE NOT EXISTS (SELECT 1 FROM study_directions);
INSERT INTO study_user_attributes SELECT 1, 'count', '0' WHERE NOT EXISTS (SELECT 1 FROM study_user_attributes);
COMMIT;
''')
allowed, ended = threading.Semaphore(0), threading.Event()
def listen():
    for line in sys.stdin:
        for _ in range(int(line)): allowed.release()
    ended.set()
    allowed.release()
threading.Thread(target=listen, daemon=True).start()
print('ready')
count = commits = turns = 0
while True:
    allowed.acquire()
    if ended.is_set(): break
    turns += 1
    db.execute('BEGIN')
    for n in range(options['trials']):
        number = count + n
        trial = db.execute('INSERT INTO trials (number, study_id, state) VALUES (?, 1, ?)', (number, 'COMPLETE')).lastrowid
        db.execute('INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) VALUES (?, ?, ?, ?)',
            (trial, 'x', number / 7, '{"name": "FloatDistribution", "attributes": {"low": 0.0, "high": 1e9}}'))
        db.execute('INSERT INTO trial_values (trial_id, objective, value) VALUES (?, 0, ?)', (trial, number / 3))
        db.execute('INSERT INTO trial_user_attributes VALUES (?, ?, ?)', (trial, 'log', '"' + chr(97 + turns % 26) * options['bytes'] + '"'))
    db.execute("UPDATE study_user_attributes SET value_json = ?", (str(count + options['trials']),))
    db.execute("UPDATE trial_user_attributes SET value_json = value_json || ' ' WHERE trial_id % 7 = ?", (turns % 7,))
    if turns == options.get('stop'):
        print('stopped')
        threading.Event().wait()
    if options.get('rollBack') and turns % 3 == 0:
        db.execute('ROLLBACK')
    else:
        db.execute('COMMIT')
        count += options['trials']
        commits += 1
    print('turn %d' % turns)
print(json.dumps({'commits': commits, 'count': count, 'integrity': db.execute('PRAGMA integrity_check').fetchone()[0]}))
db.close()
`;

export interface OptunaWriterOptions {
  readonly journal: 'DELETE' | 'TRUNCATE' | 'PERSIST' | 'WAL';
  /** Per transaction. */
  readonly trials: number;
  readonly bytes: number;
  /** Pages that are kept before they are written to the database, in the middle of a transaction. */
  readonly cache?: number;
  readonly synchronous?: 'OFF' | 'NORMAL' | 'FULL';
  /** Pages in the log before they are copied to the database. */
  readonly checkpoint?: number;
  readonly stop?: number;
  readonly rollBack?: boolean;
}

interface Outcome {
  readonly commits: number;
  /** Trials. */
  readonly count: number;
  readonly integrity: string;
}

/** Such a program while it runs. */
export class OptunaWriter {
  /** Transactions that are over, committed or taken back. */
  turns = 0;
  /** In the middle of a transaction, for good. */
  isStopped = false;
  private lastLine = '';
  private hasEnded = false;
  private heard = (): void => undefined;
  private errors = '';

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    child.stderr.on('data', (text: Buffer) => (this.errors += text.toString()));
    createInterface(child.stdout).on('line', line => {
      this.lastLine = line;
      if (line.startsWith('turn ')) this.turns++;
      if (line === 'stopped') this.isStopped = true;
      this.heard();
    });
    child.once('close', () => {
      this.hasEnded = true;
      this.heard();
    });
  }

  /** Resolves when there are tables. */
  static async start(path: string, options: OptunaWriterOptions): Promise<OptunaWriter> {
    const child = spawn('python3', ['-u', '-c', program, path, JSON.stringify(options)]);
    const writer = new OptunaWriter(child);
    await writer.until(() => writer.lastLine !== '');
    return writer;
  }

  /** Lets it begin that many more transactions, at once and while others do other things. */
  allow(turns: number): void {
    this.child.stdin.write(`${turns}\n`);
  }

  /** Waits until what it has written fulfils a condition. */
  async until(isFulfilled: () => boolean): Promise<void> {
    while (!isFulfilled()) {
      if (this.hasEnded) throw new Error(`The writer ended: ${this.errors}`);
      await new Promise<void>(resolve => (this.heard = resolve));
    }
  }

  /** Lets it end the transaction it is in, and says how it fared. */
  async end(): Promise<Outcome & { readonly errors: string }> {
    this.child.stdin.end();
    if (!this.hasEnded) await once(this.child, 'close');
    return { ...(JSON.parse(this.lastLine) as Outcome), errors: this.errors };
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    if (!this.hasEnded) await once(this.child, 'close');
  }
}
