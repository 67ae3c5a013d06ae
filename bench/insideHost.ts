import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { figureFile } from './figureFile';

/** Called by VS Code in place of tests: notes how many milliseconds it takes until the extension is active. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('optiscope.optiscope');
  if (extension === undefined) throw new Error('The extension optiscope.optiscope is not there.');
  // Something else that happened to activate it would make it look as if it took no time.
  if (extension.isActive) throw new Error('The extension was active before it was measured.');
  const start = performance.now();
  await extension.activate();
  const ms = performance.now() - start;
  await writeFile(process.env[figureFile] ?? '', String(ms));
}
