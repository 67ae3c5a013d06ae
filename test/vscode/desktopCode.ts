import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cleanEnvironment } from './cleanEnvironment';
import { exitOnSignals } from './processTree';
import { outFolder, repository } from './repository';

const shell = process.platform === 'win32';

/** The command that starts a desktop VS Code: `code` on the PATH, else a downloaded one; says why there is none. */
export async function findDesktopCode(): Promise<string | undefined> {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    console.log('There is no display for the desktop VS Code.');
    return undefined;
  }
  if (spawnSync('code', ['--version'], { shell, timeout: 30_000 }).status === 0) return 'code';
  try {
    return await downloadAndUnzipVSCode('stable');
  } catch (error) {
    console.log(`There is no \`code\` on the PATH, and no download: ${String(error)}`);
    return undefined;
  }
}

/** Shows the extension under development in the desktop VS Code until its window or this process ends. */
export async function showOnDesktop(command: string, workspace: string): Promise<void> {
  const profile = path.join(outFolder, 'desktop-profile');
  const args = ['--new-window', '--wait', '--disable-workspace-trust', '--skip-welcome'];
  args.push(`--extensionDevelopmentPath=${repository}`, `--user-data-dir=${profile}`, workspace);
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  exitOnSignals();
  process.once('exit', () => endInstance(profile));
  const child = spawn(command, args, { shell, stdio: 'inherit', env: cleanEnvironment() });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
}

/** `code` only asks for a window and is no parent of it; VS Code writes its process id into its profile. */
function endInstance(profile: string): void {
  try {
    process.kill(Number(readFileSync(path.join(profile, 'code.lock'), 'utf8')));
  } catch {
    // No such file or process: the window has been closed before.
  }
}
