import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cleanEnvironment } from './cleanEnvironment';
import type { Edition } from './editions';
import { installOnce, npmInstall } from './installOnce';
import { nodeBinary } from './nodeBinary';
import { endProcessTree, endProcessTreeOnExit } from './processTree';
import { outFolder } from './repository';
import { ServerData } from './serverData';

const startTimeoutMs = 120_000;

/** Nobody is asked whether a folder is trusted, so none is. */
const restrictedMode = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

/** What a workbench page shows and runs. */
export interface WorkbenchAddress {
  /** Absolute path of the folder to open; empty for a window without one. */
  readonly workspace: string;
  /** Absolute path of an extension to run from its sources. */
  readonly extension?: string | undefined;
  /** Absolute path of a module whose `run()` is called inside the extension host. */
  readonly tests?: string | undefined;
}

/** How a server is started. */
export interface ServerOptions {
  readonly edition: Edition;
  /** Names the log file: `out/logs/<version>-<name>.log`. */
  readonly name: string;
  /** User settings, added to those that keep the workbench quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Added to the environment of the server and so of its extension hosts. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The extension that is installed before the start: a folder with its sources, or a `.vsix` file. */
  readonly install?: string;
  /**
   * Makes newer editions heed {@link WorkbenchAddress.extension} and `tests`. In return, 1.100 then refuses every
   * dialog and 1.139 shows no notifications, so it does not suit tests that click.
   */
  readonly testDriver?: boolean;
  /** Opens folders in Restricted Mode, without asking. */
  readonly restricted?: boolean;
}

/** A running VS Code server. */
export interface VsCodeServer {
  readonly origin: string;
  /** Its complete output. */
  readonly logFile: string;
  /** The address of a page that shows a workbench. */
  url(address: WorkbenchAddress): string;
  /** Ends the server with everything it started and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts the VS Code server of `edition`, installing it first if need be, with data of its own in a temporary folder.
 * @throws {Unavailable} when this platform has no Node.js for it.
 * @throws {Error} when npm cannot install it or it does not start; names the log.
 */
export async function startVsCodeServer(options: ServerOptions): Promise<VsCodeServer> {
  const main = await serverScript(options.edition);
  const node = await nodeBinary(options.edition.node);
  const data = await ServerData.make({
    ...options.settings,
    ...(options.restricted && restrictedMode),
  });
  try {
    const { install } = options;
    if (install?.endsWith('.vsix')) await data.installPackage(install, { node, main });
    else if (install !== undefined) await data.installFolder(install);
    return await start({ node, main, data, options });
  } catch (error) {
    await data.remove();
    throw error;
  }
}

async function start(parts: {
  readonly node: string;
  readonly main: string;
  readonly data: ServerData;
  readonly options: ServerOptions;
}): Promise<VsCodeServer> {
  const { node, main, data, options } = parts;
  const args = [main, '--host', '127.0.0.1', '--port', '0', '--without-connection-token'];
  args.push('--accept-server-license-terms');
  if (!options.restricted) args.push('--disable-workspace-trust');
  args.push('--telemetry-level', 'off', ...data.serverArguments);
  if (options.testDriver) args.push('--enable-smoke-test-driver');
  const environment = { ...cleanEnvironment(), ...options.environment };
  // A group of its own, so that extension hosts and file watchers can be ended together with it.
  const child = spawn(node, args, { env: environment, detached: process.platform !== 'win32' });
  const release = endProcessTreeOnExit(child);
  const stop = async () => {
    await endProcessTree(child);
    release();
    await data.remove();
  };

  const logFile = path.join(outFolder, 'logs', `${options.edition.version}-${options.name}.log`);
  await mkdir(path.dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  try {
    const origin = await readyOrigin(child, logFile);
    return { origin, logFile, stop, url: address => workbenchUrl(origin, address) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Installs the server of `edition` if need be and returns the script that starts it. */
async function serverScript(edition: Edition): Promise<string> {
  const inPackage = ['node_modules', 'code-server', 'lib', 'vscode'];
  const folder = await installOnce(`code-server-${edition.codeServer}`, async target => {
    // Its own postinstall step refuses to run as root and would compile native modules that nothing here needs.
    await npmInstall(target, `code-server@${edition.codeServer}`);
    await npmInstall(path.join(target, ...inPackage), '--omit=dev');
  });
  return path.join(folder, ...inPackage, 'out', 'server-main.js');
}

function readyOrigin(child: ChildProcessWithoutNullStreams, logFile: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (what: string) => {
      reject(new Error(`The VS Code server ${what}; its output is in ${logFile}.`));
    };
    const timer = setTimeout(() => {
      fail(`was not ready after ${startTimeoutMs / 1000} s`);
    }, startTimeoutMs);
    child.once('error', reject);
    child.once('close', code => {
      clearTimeout(timer);
      fail(`ended with ${String(code)}`);
    });
    child.stdout.on('data', chunk => {
      output += String(chunk);
      const port = /Web UI available at \S+?:(\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(`http://127.0.0.1:${port}`);
    });
  });
}

function workbenchUrl(origin: string, address: WorkbenchAddress): string {
  const remote = (folder: string) =>
    new URL(pathToFileURL(folder).pathname, origin.replace(/^http/, 'vscode-remote')).href;
  const payload: [string, string][] = [];
  if (address.extension) payload.push(['extensionDevelopmentPath', remote(address.extension)]);
  if (address.tests) payload.push(['extensionTestsPath', remote(address.tests)]);
  const query = new URLSearchParams();
  if (address.workspace === '') query.set('ew', 'true');
  // The path of a URI, which on Windows differs from that of the disk.
  else query.set('folder', decodeURIComponent(pathToFileURL(address.workspace).pathname));
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `${origin}/?${query.toString()}`;
}
