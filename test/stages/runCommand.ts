import { spawn } from 'node:child_process';
import { repository } from '../vscode/repository';

const defaultTimeoutMs = 30 * 60_000;

/**
 * Runs a Node.js script of this repository to its end and lets it write to this console.
 * @returns its exit code; `undefined` when it was ended by a signal or took too long, by default half an hour.
 */
export async function runCommand(
  node: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  timeoutMs = defaultTimeoutMs,
): Promise<number | undefined> {
  const child = spawn(node, args, {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve(code ?? undefined));
  });
}
