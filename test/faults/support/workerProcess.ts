import { spawn } from 'node:child_process';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { outFolder, repository } from '../../vscode/repository';
import type { WorkerLine, WorkerTask } from './worker';

/** What became of a worker. */
export interface WorkerOutcome {
  /** How many operations it acknowledged, from the first. */
  readonly acknowledged: number;
  /** What those said that are values. */
  readonly values: readonly unknown[];
  readonly failures: readonly { readonly code: string; readonly message: string }[];
  /** How many points it passed at which it could have been killed; undefined when it was killed. */
  readonly steps: number | undefined;
  /** How long it lived after it was ready. */
  readonly workedMs: number;
}

export interface RunOptions {
  /** Kills the process so long after it was ready. */
  readonly killAfterMs?: number;
  /** Puts the command of Node into that of another program. */
  readonly through?: (command: readonly string[]) => readonly string[];
}

export type RunnableTask = Omit<WorkerTask, 'wasmFolder'>;

const wasmFolder = path.join(repository, 'node_modules', 'sql.js', 'dist');
const timeoutMs = 120_000;
/** Compiles WebAssembly the quick way: most workers do not live long enough for the other one to pay. */
const quickStart = ['--liftoff-only'];

/**
 * Runs a worker until it ends or is killed.
 * @throws {Error} when it ended in any other way, with what it wrote.
 */
export async function runWorker(
  task: RunnableTask,
  { killAfterMs, through = command => command }: RunOptions = {},
): Promise<WorkerOutcome> {
  const json = JSON.stringify({ ...task, wasmFolder } satisfies WorkerTask);
  const node = [process.execPath, ...quickStart];
  const [program = '', ...args] = through([...node, await bundledWorker(), json]);
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGTERM',
  });
  const lines: WorkerLine[] = [];
  let readyAt = performance.now();
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  createInterface({ input: child.stdout }).on('line', text => {
    const line = JSON.parse(text) as WorkerLine;
    lines.push(line);
    if (line.says !== 'ready') return;
    readyAt = performance.now();
    if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  const end = await new Promise((resolve, reject) => {
    child.once('error', reject);
    // Not before everything was read that it said.
    child.once('close', (code, signal) => resolve(signal ?? code));
  });
  if (end !== 0 && end !== 'SIGKILL' && end !== 137) {
    throw new Error(`The worker ended with ${String(end)}.\n${complaints}`);
  }
  return outcomeOf(lines, performance.now() - readyAt);
}

function outcomeOf(lines: readonly WorkerLine[], workedMs: number): WorkerOutcome {
  const done = lines.filter(line => line.says === 'done');
  const finished = lines.find(line => line.says === 'finished');
  return {
    acknowledged: done.length,
    values: done.map(({ value }) => value),
    failures: lines.filter(line => line.says === 'failed'),
    steps: finished?.steps,
    workedMs,
  };
}

let bundling: Promise<string> | undefined;

/** The worker as one file of JavaScript: it starts ten times as fast as through a compiler. */
function bundledWorker(): Promise<string> {
  bundling ??= bundle();
  return bundling;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(__dirname, 'worker.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    write: false,
    logLevel: 'warning',
  });
  const folder = path.join(outFolder, 'faults');
  const file = path.join(folder, 'worker.cjs');
  const partial = `${file}.${process.pid}`;
  await mkdir(folder, { recursive: true });
  await writeFile(partial, outputFiles[0]?.contents ?? '');
  await rename(partial, file);
  return file;
}
