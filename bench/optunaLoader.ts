import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { MissingPeer, Peer } from './measure';
import { studyName } from './optunaStudy';

/** Loads the study once for every line it gets; a new storage each time, since a storage remembers what it has read. */
const program = `
import sys
import optuna
optuna.logging.set_verbosity(optuna.logging.ERROR)
print(optuna.__version__, flush=True)
for _ in sys.stdin:
    study = optuna.load_study(study_name='${studyName}', storage='sqlite:///' + sys.argv[1])
    print(len(study.get_trials(deepcopy=False)), flush=True)
`;

/** A Python that has Optuna loaded, where there is one: `PYTHON` names another than `python3`. */
export class OptunaLoader {
  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    private readonly lines: AsyncIterator<string>,
    private readonly version: string,
  ) {}

  /** `undefined` where Python or Optuna is missing. */
  static async start(path: string): Promise<OptunaLoader | undefined> {
    const child = spawn(process.env['PYTHON'] ?? 'python3', ['-c', program, path]);
    child.on('error', () => undefined);
    child.stderr.resume();
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const { value, done } = (await lines.next()) as IteratorResult<string, undefined>;
    return done === true ? undefined : new OptunaLoader(child, lines, value);
  }

  /** The loader as a peer: its start, which takes seconds, is not counted. */
  static peerOf(loader: OptunaLoader | undefined): Peer | MissingPeer {
    if (loader === undefined) return { name: 'Optuna, load_study', missing: 'not installed' };
    return {
      name: `Optuna ${loader.version}, load_study and get_trials`,
      target: 0.2,
      run: () => loader.load(),
    };
  }

  end(): void {
    this.child.stdin.end();
  }

  private async load(): Promise<void> {
    this.child.stdin.write('\n');
    const { done } = await this.lines.next();
    if (done === true) throw new Error('Optuna ended.');
  }
}
