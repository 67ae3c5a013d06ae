import { spawn, spawnSync } from 'node:child_process';
import type { MissingPeer, Peer } from './measure';

/** A program of the system, called as a user would. */
export interface SystemTool {
  readonly command: string;
  readonly args: readonly string[];
  readonly target?: number;
}

/** A contestant that runs the program with two folders behind its arguments, when it is installed. */
export function systemTool(
  { command, args, target }: SystemTool,
  folders: { readonly prepare?: () => Promise<void>; readonly paths: () => readonly string[] },
): Peer | MissingPeer {
  const name = [command, ...args].join(' ');
  if (!isInstalled(command)) return { name, missing: 'not installed' };
  if (args.includes('--fsync') && !knowsFsync(command)) return { name, missing: 'too old for it' };
  return {
    name,
    ...(folders.prepare !== undefined && { prepare: folders.prepare }),
    ...(target !== undefined && { target }),
    run: () => finished(command, [...args, ...folders.paths()]),
  };
}

function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** Since rsync 3.2.4. */
function knowsFsync(command: string): boolean {
  return spawnSync(command, ['--help'], { encoding: 'utf8' }).stdout.includes('--fsync');
}

async function finished(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    // It says on every run that it has no configuration.
    env: { ...process.env, RCLONE_LOG_LEVEL: 'ERROR' },
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}.`);
}
