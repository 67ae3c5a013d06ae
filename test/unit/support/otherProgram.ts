import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Whether there is a Python with SQLite: the other program that uses our databases at the same time. */
export const hasPython = spawnSync('python3', ['-c', 'import sqlite3']).status === 0;

/** Runs a Python program that has `sqlite3` and its database's path as `path`, to its end. */
export function runPython(path: string, program: string): string {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', preamble + program, path], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Starts a Python program that stays until it is killed; resolves when it has written something. */
export async function startPython(path: string, program: string): Promise<ChildProcess> {
  const child = spawn('python3', ['-u', '-c', preamble + program, path], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

const preamble = 'import sqlite3, sys, os, time\npath = sys.argv[1]\n';
