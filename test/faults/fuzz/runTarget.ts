import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { repository } from '../../vscode/repository';

/** Which cases: the same seed and number are the same case. */
export interface FuzzRun {
  readonly seed: number;
  readonly first: number;
  readonly count: number;
}

/** What a worker says when it is done. */
export interface FuzzReport {
  readonly tally: Readonly<Record<string, number>>;
  readonly failures: readonly { readonly case: number; readonly message: string }[];
  readonly residentBytes: number;
}

export interface RunOptions {
  /** The Node.js to run it in; default: the running one. */
  readonly node?: string;
  /** How long one case may take. */
  readonly caseMs?: number;
  /** How much memory the process may have while a case runs. */
  readonly maxResidentBytes?: number;
}

/** From the start of the process to its first case. */
const startMs = 120_000;
const pollMs = 100;
const worker = join(import.meta.dirname, 'worker.ts');

/**
 * Runs cases of a target in a process of its own.
 * @throws {Error} that names each case that failed, hung, took too much memory or ended the process, and how to run it alone.
 */
export async function runTarget(
  name: string,
  { seed, first, count }: FuzzRun,
  { node = process.execPath, caseMs = 10_000, maxResidentBytes = 2 ** 30 }: RunOptions = {},
): Promise<FuzzReport> {
  const args = ['--max-old-space-size=512', '--import=tsx', worker];
  const child = spawn(node, [...args, name, ...[seed, first, count].map(String)], {
    cwd: repository,
    // Otherwise each thread that first needs memory reserves a region of its own, which no case has asked for.
    env: { ...process.env, FUZZ_PROGRESS: '3', NODE_NO_WARNINGS: '1', MALLOC_ARENA_MAX: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const watched = new WatchedChild(child, { caseMs, maxResidentBytes });
  const { output, end } = await watched.finished();
  const report = parseReport(output);
  const failures = report?.failures ?? [{ case: watched.current ?? first, message: end }];
  if (report !== undefined && failures.length === 0) return report;
  const lines = failures.map(
    failure =>
      `case ${failure.case}: ${failure.message}\n  alone: npx tsx test/faults/fuzz/worker.ts ${name} ${seed} ${failure.case}`,
  );
  throw new Error(`${name}, seed ${seed}:\n${lines.join('\n')}`);
}

class WatchedChild {
  /** The case that is under way, or was last. */
  current: number | undefined;
  private verdict: string | undefined;
  private output = '';
  private errors = '';
  private deadline = performance.now() + startMs;

  constructor(
    private readonly child: ChildProcess,
    private readonly limits: { readonly caseMs: number; readonly maxResidentBytes: number },
  ) {
    child.stdout?.on('data', data => (this.output += String(data)));
    child.stderr?.on('data', data => (this.errors += String(data)));
    (child.stdio[3] as Readable).on('data', data => this.noteProgress(String(data)));
  }

  /** What it wrote, and how it ended in words. */
  async finished(): Promise<{ readonly output: string; readonly end: string }> {
    const timer = setInterval(() => void this.watch(), pollMs);
    try {
      const status = await new Promise<string>((resolve, reject) => {
        this.child.once('error', reject);
        this.child.once('close', (code, signal) => resolve(signal ?? `code ${code}`));
      });
      const end = this.verdict ?? `the process ended with ${status}: ${this.errors.slice(-2000)}`;
      return { output: this.output, end };
    } finally {
      clearInterval(timer);
    }
  }

  private noteProgress(text: string): void {
    this.current = Number(text.trim().split('\n').at(-1));
    this.deadline = performance.now() + this.limits.caseMs;
  }

  private async watch(): Promise<void> {
    if (performance.now() > this.deadline) {
      this.kill(`it took more than ${this.limits.caseMs} ms`);
    } else if ((await residentBytesOf(this.child.pid)) > this.limits.maxResidentBytes) {
      this.kill(`it took more than ${this.limits.maxResidentBytes} bytes of memory`);
    }
  }

  private kill(verdict: string): void {
    this.verdict ??= verdict;
    this.child.kill('SIGKILL');
  }
}

/** Only Linux tells; elsewhere the worker notices afterwards. */
async function residentBytesOf(pid: number | undefined): Promise<number> {
  if (process.platform !== 'linux' || pid === undefined) return 0;
  try {
    const pages = (await readFile(`/proc/${pid}/statm`, 'latin1')).split(' ')[1];
    return Number(pages) * 4096;
  } catch {
    // The process has just ended.
    return 0;
  }
}

function parseReport(output: string): FuzzReport | undefined {
  const last = output.trim().split('\n').at(-1) ?? '';
  return last.startsWith('{"tally"') ? (JSON.parse(last) as FuzzReport) : undefined;
}
