import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { VsCodeServer } from '../../vscode/vscodeServer';
import { makeTemporaryWorkspace } from '../../vscode/temporaryWorkspace';
import { lastSights, lookAt, openWorkbenches } from './failures';
import { session } from './session';
import { Workbench } from './workbench';

/** What {@link openWorkbench} shows. */
export interface WorkbenchOptions {
  /**
   * Absolute path of the folder to open, empty for a window without one; when it is not said, a fresh sample workspace
   * that is removed on `close`.
   */
  readonly workspace?: string;
  /** Another server than the one that all tests share. */
  readonly server?: VsCodeServer;
  /** Workspace settings, which join those in `.vscode/settings.json` before the folder is opened. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Name of a colour theme, for example `Default Dark Modern`. */
  readonly theme?: string;
  /** Size of the window; tall by default, because trees and editors only draw the rows that fit. */
  readonly size?: { readonly width: number; readonly height: number };
}

/**
 * Opens a window of the VS Code under test with the extension installed, and waits until commands
 * can be given. Each call has a browser context of its own; the server is shared by all.
 */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { server: shared, browser } = await session();
  const server = options.server ?? shared;
  const made = options.workspace === undefined ? await makeTemporaryWorkspace() : undefined;
  const workspace = made?.folder ?? options.workspace ?? '';
  await writeSettings(workspace, options);
  const context = await browser.newContext({
    viewport: options.size ?? { width: 1440, height: 1000 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const workbench = new Workbench(page, workspace, async () => {
    openWorkbenches.delete(workbench);
    // A test closes its window before anybody knows that it failed.
    const sight = await lookAt(workbench, `last ${lastSights.length + 1}`);
    if (sight !== undefined) lastSights.push(sight);
    await context.close();
    await made?.remove();
  });
  openWorkbenches.add(workbench);
  await page.goto(server.url({ workspace }));
  await workbench.waitUntilReady();
  return workbench;
}

async function writeSettings(workspace: string, options: WorkbenchOptions): Promise<void> {
  if (workspace === '') return;
  const settings = {
    // Text can be read from a document with less ado than from a frame.
    'optiscope.openResultWith': 'metadata',
    ...options.settings,
    ...(options.theme !== undefined && { 'workbench.colorTheme': options.theme }),
  };
  const file = path.join(workspace, '.vscode', 'settings.json');
  const present = existsSync(file) ? await readFile(file, 'utf8') : '{}';
  const all = { ...(JSON.parse(present) as object), ...settings };
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(all, undefined, 2));
}
