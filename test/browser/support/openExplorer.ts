import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import type { Uri, Webview } from 'vscode';
import type { OptimizationResult } from '../../../src/core/result';
import { encodeResult } from '../../../src/core/resultFile';
import { pageBuild } from '../../../pageBuild.mjs';
import { explorerHtml } from '../../../src/ui/explorer/explorerHtml';
import type { PageName } from '../../../src/ui/explorer/explorerHtml';
import type { PanelState } from '../../../src/webview/protocol';
import { launchBrowser } from '../../vscode/browser';
import { outFolder, repository } from '../../vscode/repository';
import { themes } from './themes';
import type { ThemeName } from './themes';

export interface OpenOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly deviceScaleFactor?: number;
  /** Whether there are scrollbars to take hold of. */
  readonly withScrollbars?: boolean;
  /** What the page kept when it was last open. */
  readonly state?: Pick<PanelState, 'views'>;
  /** Gets the page before anything is loaded into it. */
  readonly prepare?: (page: Page) => Promise<void>;
  /** Where the result is; results in the cache are only read. Default: primary. */
  readonly backend?: 'primary' | 'cache';
}

/** The page of an explorer in a real browser, under the policy that it has in VS Code. */
export interface OpenedExplorer {
  readonly page: Page;
  /** Saves a picture in `out/screenshots/browser/<name>.png`. */
  screenshot(name: string): Promise<void>;
  /** Fails when the page tried what its policy forbids, or an error was caught by nobody. */
  close(): Promise<void>;
}

const built = path.join(outFolder, 'browser');

/** Results by their keys in the primary backend; `undefined` where there is none under a key. */
export type ServedResults = Readonly<Record<string, OptimizationResult | undefined>>;

/** Opens the explorer of a result. */
export function openExplorer(
  result: OptimizationResult,
  options?: OpenOptions,
): Promise<OpenedExplorer> {
  return openPage('explorer', { 'folder/shown': result }, options);
}

/** Opens a page of results. */
export async function openPage(
  name: PageName,
  results: ServedResults,
  options: OpenOptions = {},
): Promise<OpenedExplorer> {
  const { theme = 'dark', width = 1280, height = 900, deviceScaleFactor = 1 } = options;
  const { backend = 'primary' } = options;
  await buildOnce();
  const server = await serve(name, await artifactsOf(results), theme);
  const browser = await launchBrowser(options);
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor });
  const { state, prepare } = options;
  if (state !== undefined) {
    await page.addInitScript(kept => {
      sessionStorage.setItem('optiscope-state', kept);
    }, JSON.stringify(state));
  }
  await prepare?.(page);
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/?backend=${backend}`);
  return {
    page,
    screenshot: async name => {
      await page.screenshot({
        path: path.join(outFolder, 'screenshots', 'browser', `${name}.png`),
      });
    },
    close: async () => {
      try {
        const noted = await page.evaluate(() => window.noted);
        assert.deepEqual(noted, { violations: [], errors: [] });
      } finally {
        await browser.close();
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

let building: Promise<void> | undefined;

/** The page as users get it, and the stand-in for VS Code. */
function buildOnce(): Promise<void> {
  building ??= buildAll();
  return building;
}

async function buildAll(): Promise<void> {
  const shared = { ...pageBuild, absWorkingDir: repository, minify: true };
  await Promise.all([
    build({ ...shared, outdir: path.join(built, 'explorer') }),
    build({
      ...shared,
      entryPoints: { host: path.join(__dirname, 'fakeHost.ts') },
      outdir: built,
    }),
  ]);
}

/** By the key of the result. */
type Artifacts = ReadonlyMap<string, Uint8Array | undefined>;

async function artifactsOf(results: ServedResults): Promise<Artifacts> {
  const artifacts = new Map<string, Uint8Array | undefined>();
  for (const [key, result] of Object.entries(results)) {
    const encoded =
      result && (await encodeResult(result, { updatedAt: '2026-02-03T04:05:06.789Z' }));
    artifacts.set(key, encoded?.bytes);
  }
  return artifacts;
}

async function serve(name: PageName, artifacts: Artifacts, theme: ThemeName): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const types: Readonly<Record<string, string>> = {
      '.js': 'text/javascript',
      '.css': 'text/css',
    };
    void contentOf(pathname).then(
      content => {
        const type = pathname === '/' ? 'text/html' : types[path.extname(pathname)];
        response.setHeader('Content-Type', type ?? 'application/octet-stream').end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  const contentOf = async (pathname: string): Promise<string | Uint8Array> => {
    if (pathname === '/') return pageOf(server, name, theme);
    if (pathname === '/keys.json') return JSON.stringify([...artifacts.keys()]);
    const artifact = artifacts.get(decodeURIComponent(pathname.replace(/^\/results\//, '')));
    if (artifact !== undefined) return artifact;
    if (pathname === '/theme.css') return themeStyle(theme);
    return readFile(path.join(built, pathname));
  };
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** What VS Code would show, with the stand-in for VS Code before the program; it alone fetches something. */
function pageOf(server: Server, page: PageName, theme: ThemeName): string {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const uri = (name: string) => ({ toString: () => `${origin}/${name}` }) as Uri;
  const html = explorerHtml({
    webview: { cspSource: origin } as Webview,
    page,
    program: uri(`explorer/${page}.js`),
    style: uri('explorer/style.css'),
  });
  const nonce = /'nonce-([^']+)'/.exec(html)?.[1] ?? '';
  return html
    .replace("default-src 'none'", `$&; connect-src ${origin}/keys.json ${origin}/results/`)
    .replace(
      '<link ',
      `<link rel="stylesheet" href="${origin}/theme.css"><script nonce="${nonce}" src="${origin}/host.js"></script><link `,
    )
    .replace('<body>', `<body class="vscode-${theme}">`);
}

function themeStyle(theme: ThemeName): string {
  const variables = Object.entries(themes[theme]).map(
    ([name, value]) => `--vscode-${name}: ${value};`,
  );
  return `:root { ${variables.join(' ')} } body { background: var(--vscode-editor-background); }`;
}
