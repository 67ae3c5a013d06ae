import { spawn } from 'node:child_process';

const openers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // `start` is built into the shell and takes the first quoted text for the title of a window.
  win32: ['cmd', '/c', 'start', '""'],
};

/** Asks the system to show `url` in the default browser. Nothing happens where there is none. */
export function openInBrowser(url: string): void {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const quoted = process.platform === 'win32' ? `"${url}"` : url;
  const windowsVerbatimArguments = process.platform === 'win32';
  const child = spawn(command, [...args, quoted], { stdio: 'ignore', windowsVerbatimArguments });
  // The address has been printed, which is all that can be done without an opener.
  child.once('error', () => undefined);
  child.unref();
}
