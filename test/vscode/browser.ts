import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { installOnce } from './installOnce';

/** Where a browser is and what it needs around it. */
interface Chromium {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}

const usualFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a headless Chrome or Chromium: the one at `CHROME_PATH`, else an installed one, else the one that the
 * package `@sparticuz/chromium` carries.
 * @param flags of the command line, beside the usual ones.
 * @param withScrollbars keeps the scrollbars, which are hidden else: to take hold of them.
 * @throws {Error} when this machine has none and the package has none for it; says what to install.
 */
export async function launchBrowser({
  withScrollbars = false,
  flags = [],
}: {
  readonly withScrollbars?: boolean;
  readonly flags?: readonly string[];
} = {}): Promise<Browser> {
  const { executable, environment } = installedChromium() ?? (await packagedChromium());
  return chromium.launch({
    executablePath: executable,
    args: [...usualFlags, ...flags],
    ...(withScrollbars && { ignoreDefaultArgs: ['--hide-scrollbars'] }),
    env: { ...process.env, ...environment },
    timeout: 120_000,
    // Whoever starts a browser here also starts a server, and ends both when a signal comes.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

function installedChromium(): Chromium | undefined {
  const executable = [process.env['CHROME_PATH'], ...usualPlaces()].find(
    candidate => candidate !== undefined && answers(candidate),
  );
  return executable === undefined ? undefined : { executable, environment: {} };
}

function usualPlaces(): readonly string[] {
  switch (process.platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        name => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    case 'win32':
      return [process.env['ProgramFiles'], process.env['ProgramFiles(x86)']].flatMap(folder =>
        folder === undefined
          ? []
          : [
              'Google\\Chrome\\Application\\chrome.exe',
              'Microsoft\\Edge\\Application\\msedge.exe',
            ].map(file => path.join(folder, file)),
      );
    default:
      return onPath('google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser');
  }
}

function onPath(...names: readonly string[]): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return names.flatMap(name => folders.map(folder => path.join(folder, name)));
}

/** Ubuntu's `chromium-browser` may be a script that only tells to install a snap, hence the question. */
function answers(executable: string): boolean {
  if (!existsSync(executable)) return false;
  if (process.platform === 'win32') return true;
  return spawnSync(executable, ['--version'], { timeout: 30_000 }).status === 0;
}

async function packagedChromium(): Promise<Chromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No Chrome or Chromium was found. Install one, or set CHROME_PATH to the executable of one.',
    );
  }
  const source = path.resolve(require.resolve('@sparticuz/chromium'), '..', '..', '..');
  const manifest = await readFile(path.join(source, 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { readonly version: string };
  const folder = await installOnce(`chromium-${version}`, target =>
    unpackChromium(path.join(source, 'bin'), target),
  );
  const executable = path.join(folder, 'chromium');
  const environment: Record<string, string> = {
    FONTCONFIG_FILE: path.join(folder, fontsFile),
    XDG_CACHE_HOME: folder,
  };
  if (missesLibraries(executable)) {
    environment['LD_LIBRARY_PATH'] = path.join(folder, 'al2023', 'lib');
  }
  return { executable, environment };
}

const fontsFile = 'fonts-of-system-and-package.conf';

async function unpackChromium(archives: string, folder: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium');
  const before = process.env['TMPDIR'];
  // The package unpacks into the folder for temporary files, where a half-written file would pass for a whole one.
  process.env['TMPDIR'] = folder;
  try {
    for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) {
      await inflate(path.join(archives, name));
    }
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  // A bare machine has no font at all, and then every text has the size 0.
  const fonts = [
    '<fontconfig>',
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    '<dir prefix="relative">fonts</dir>',
    '<cachedir prefix="xdg">fonts-cache</cachedir>',
    '</fontconfig>',
  ];
  await writeFile(path.join(folder, fontsFile), fonts.join('\n'));
}

function missesLibraries(executable: string): boolean {
  return spawnSync('ldd', [executable], { encoding: 'utf8' }).stdout?.includes('not found') ?? true;
}
