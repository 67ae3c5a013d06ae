import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { cleanEnvironment } from './cleanEnvironment';
import { exitOnSignals } from './processTree';

const quietSettings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
};

/** A server that has just ended may still be writing, hence the retries. */
const removal = { recursive: true, force: true, maxRetries: 10, retryDelay: 200 };

/** What an installed extension consists of; see .vscodeignore. */
const shipped = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'dist', 'media'];

/** The folder in which a VS Code server keeps its settings, its extensions and its memory of windows. */
export class ServerData {
  private readonly removeNow = () => rmSync(this.folder, removal);

  private constructor(private readonly folder: string) {
    exitOnSignals();
    process.once('exit', this.removeNow);
  }

  /** Makes a fresh one among the temporary files; `settings` join those that keep the workbench quiet. */
  static async make(settings: Readonly<Record<string, unknown>> = {}): Promise<ServerData> {
    const data = new ServerData(await mkdtemp(path.join(os.tmpdir(), 'optiscope-vscode-')));
    const content = JSON.stringify({ ...quietSettings, ...settings }, undefined, 2);
    // Which of the two files counts depends on the scope of each setting.
    for (const profile of ['User', 'Machine']) {
      const folder = path.join(data.folder, 'data', profile);
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, 'settings.json'), content);
    }
    return data;
  }

  /** The arguments that make a server use it. */
  get serverArguments(): readonly string[] {
    return ['--server-data-dir', this.folder, '--extensions-dir', this.extensions];
  }

  /** Installs a built extension from the folder of its sources. */
  async installFolder(source: string): Promise<void> {
    const manifest = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8')) as {
      readonly [key in 'publisher' | 'name' | 'version']: string;
    };
    const { publisher, name, version } = manifest;
    const target = path.join(this.extensions, `${publisher}.${name}-${version}`);
    await mkdir(target, { recursive: true });
    for (const part of shipped) {
      await cp(path.join(source, part), path.join(target, part), { recursive: true });
    }
  }

  /**
   * Installs a `.vsix` file, as a user would on the command line.
   * @throws {Error} with what VS Code said when it refuses the file.
   */
  async installPackage(file: string, server: { readonly node: string; readonly main: string }) {
    const args = [server.main, ...this.serverArguments, '--accept-server-license-terms'];
    const install = ['--install-extension', file];
    const child = spawn(server.node, [...args, ...install], { env: cleanEnvironment() });
    let output = '';
    child.stdout.on('data', chunk => (output += String(chunk)));
    child.stderr.on('data', chunk => (output += String(chunk)));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) throw new Error(`VS Code refused to install ${file}:\n${output}`);
  }

  /** Removes it, which otherwise happens at the end of this process. */
  async remove(): Promise<void> {
    process.off('exit', this.removeNow);
    await rm(this.folder, removal);
  }

  private get extensions(): string {
    return path.join(this.folder, 'extensions');
  }
}
