import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fixesOf } from '../../src/storage/verifyReport';
import type { OptiScopeApi } from '../../src/ui/api';
import { aFile, extensionApi, until, workspaceFolder } from './support/extensionApi';

describe('Verify Storage', () => {
  let api: OptiScopeApi;
  const key = 'verify/run';

  before(async () => {
    api = await extensionApi();
    await api.importResults(await aFile('verify/run.csv', 'x,cost\n1,2\n'), {
      keyPrefix: 'verify/',
    });
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** The report once it says what is waited for: VS Code reads a document that is shown again a little later. */
  async function report(isMeant: (text: string) => boolean): Promise<string> {
    await vscode.commands.executeCommand('optiscope.verifyStorage');
    const document = () => vscode.window.activeTextEditor?.document;
    const text = () => document()?.getText() ?? '';
    await until(() => document()?.uri.path === '/Storage Verification.md' && isMeant(text()));
    return text();
  }

  it('shows a report that cannot be edited and does not name a sound result', async () => {
    const text = await report(shown => shown !== '');
    assert.ok(text.startsWith('# Storage verification\n'), text);
    assert.ok(!text.includes(`### ${key}`), text);
    assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, 'optiscope-report');
  });

  it('names a damaged result until it is mended, and shows the report anew', async () => {
    const file = vscode.Uri.joinPath(workspaceFolder(), '.optiscope/results', `${key}.arrow`);
    const bytes = await vscode.workspace.fs.readFile(file);
    const damaged = Uint8Array.from(bytes);
    const middle = damaged.length >> 1;
    damaged[middle] = (damaged[middle] ?? 0) ^ 1;
    await vscode.workspace.fs.writeFile(file, damaged);
    await report(text => text.includes(`### ${key}\n\n- **Primary: damaged.**`));
    assert.deepEqual(Uint8Array.from(await vscode.workspace.fs.readFile(file)), damaged);
    const fixes = fixesOf(await api.manager.verifyStorage());
    const ofKey = fixes.filter(fix => 'key' in fix && fix.key === key);
    const outcomes = await api.manager.fixStorage(ofKey);
    assert.deepEqual(
      outcomes.map(({ isFixed }) => isFixed),
      [true],
    );
    await report(text => !text.includes(`### ${key}`));
  });
});
