import { spawn } from 'node:child_process';

/** What npm said and how it ended. */
export interface NpmOutcome {
  readonly code: number | null;
  readonly output: string;
}

/** Runs npm in `folder`; with `inherit`, it writes to this console instead of to the outcome. */
export async function npm(
  args: readonly string[],
  options: { readonly folder: string; readonly inherit?: boolean },
): Promise<NpmOutcome> {
  // npm names its own script in the environment of what it runs; that spares the search for `npm.cmd` on Windows.
  const script = process.env['npm_execpath'];
  const [command, ...first] = script?.endsWith('.js') ? [process.execPath, script] : ['npm'];
  const child = spawn(command, [...first, ...args], {
    cwd: options.folder,
    shell: command === 'npm' && process.platform === 'win32',
    stdio: ['ignore', options.inherit ? 'inherit' : 'pipe', options.inherit ? 'inherit' : 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', chunk => (output += String(chunk)));
  child.stderr?.on('data', chunk => (output += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve({ code, output }));
  });
}
