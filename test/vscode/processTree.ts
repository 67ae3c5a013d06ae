import { spawnSync, type ChildProcess } from 'node:child_process';
import os from 'node:os';

const patienceMs = 5_000;

/**
 * Ends `child` and everything it started; resolves when it is gone. The child must have been spawned `detached`
 * (except on Windows), which makes it the leader of a process group.
 */
export async function endProcessTree(child: ChildProcess): Promise<void> {
  if (!hasEnded(child)) {
    const gone = new Promise<void>(resolve => child.once('exit', () => resolve()));
    signalTree(child, 'SIGTERM');
    const timer = setTimeout(() => signalTree(child, 'SIGKILL'), patienceMs);
    await gone;
    clearTimeout(timer);
  }
  // The leader may be gone before its children.
  signalTree(child, 'SIGKILL');
}

/** Ends the tree of `child` when this process ends in whatever way it can notice. Returns how to take that back. */
export function endProcessTreeOnExit(child: ChildProcess): () => void {
  exitOnSignals();
  const end = () => signalTree(child, 'SIGKILL');
  // Before all others, because they may remove the folder in which the child writes.
  process.prependOnceListener('exit', end);
  return () => process.off('exit', end);
}

let exitsOnSignals = false;

/** Lets signals end this process with the event `exit`, on which everything that was started is ended too. */
export function exitOnSignals(): void {
  if (exitsOnSignals) return;
  exitsOnSignals = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(128 + os.constants.signals[signal]));
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function signalTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    if (!hasEnded(child)) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: the whole group is gone already, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
