import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OptiScopeApi } from '../../src/ui/api';
import { aFile, extensionApi, until } from './support/extensionApi';

const csv = 'x1,cost\n0.1,10\n0.2,20\n';

describe('The metadata documents', () => {
  let api: OptiScopeApi;

  before(async () => {
    api = await extensionApi();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function opened(name: string, backend = 'primary') {
    const [key] = await api.importResults(await aFile(`${name}.csv`, csv), {
      keyPrefix: 'documents/',
    });
    assert.ok(key);
    const uri = vscode.Uri.parse(`optiscope:/${backend}/${key}.json`);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    return { key, uri, document };
  }

  async function replaced(document: vscode.TextDocument, from: string, to: string) {
    const offset = document.getText().indexOf(from);
    assert.ok(offset >= 0, `"${from}" is not in the document`);
    await replacedAt(document, offset, { from, to });
  }

  /** What the variables are assumed to be is said in the metadata, in the same words, further up. */
  async function roleSpoilt(document: vscode.TextDocument) {
    const text = document.getText();
    const from = '"role": "';
    const offset = text.indexOf(from, text.indexOf('"variables"'));
    await replacedAt(document, offset, { from, to: '"role": "un' });
  }

  async function replacedAt(
    document: vscode.TextDocument,
    offset: number,
    { from, to }: { readonly from: string; readonly to: string },
  ) {
    const edit = new vscode.WorkspaceEdit();
    const range = new vscode.Range(
      document.positionAt(offset),
      document.positionAt(offset + from.length),
    );
    edit.replace(document.uri, range, to);
    assert.ok(await vscode.workspace.applyEdit(edit));
  }

  it('are JSON that says what the result is', async () => {
    const { document, key } = await opened('shown');
    assert.equal(document.languageId, 'json');
    const json = JSON.parse(document.getText()) as { result: { key: string; rows: number } };
    assert.deepEqual([json.result.key, json.result.rows], [key, 2]);
  });

  it('write an edit back as a new revision', async () => {
    const { document, key } = await opened('edited');
    const before = await api.manager.header({ backend: 'primary', key });
    await replaced(document, '"metadata": {', '"metadata": {"reviewed": true,');
    assert.equal(await document.save(), true);
    const after = await api.manager.header({ backend: 'primary', key });
    assert.equal(after?.metadata['reviewed'], true);
    assert.equal(after?.id, before?.id);
    assert.notEqual(after?.revision, before?.revision);
    assert.equal(document.isDirty, false);
  });

  it('can be edited and saved again and again', async () => {
    const { document, key } = await opened('repeated');
    for (const note of ['first', 'second', 'third']) {
      const last = /"metadata": \{("note": "\w+",)?/.exec(document.getText());
      await replaced(document, last?.[0] ?? '?', `"metadata": {"note": "${note}",`);
      assert.equal(await document.save(), true);
      const stored = await api.manager.header({ backend: 'primary', key });
      assert.equal(stored?.metadata['note'], note);
    }
  });

  it('refuse a mistake with a diagnostic, and lose nothing', async () => {
    const { document, key, uri } = await opened('mistaken');
    const before = await api.manager.header({ backend: 'primary', key });
    await roleSpoilt(document);
    assert.equal(await document.save(), false);
    assert.equal(document.isDirty, true);
    const own = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'OptiScope');
    assert.equal(own.length, 1);
    assert.match(document.getText(own[0]?.range), /^"un/);
    const after = await api.manager.header({ backend: 'primary', key });
    assert.equal(after?.revision, before?.revision);
  });

  it('take the diagnostic away once the mistake is gone', async () => {
    const { document, uri } = await opened('mended');
    await replaced(document, '"problem": {', '"problem": {"description": 3,');
    assert.equal(await document.save(), false);
    await replaced(document, '"description": 3,', '"description": "mended",');
    assert.equal(await document.save(), true);
    const own = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'OptiScope');
    assert.deepEqual(own, []);
  });

  it('do not overwrite what was changed meanwhile', async () => {
    const { document, key } = await opened('raced');
    await replaced(document, '"metadata": {', '"metadata": {"mine": 1,');
    const theirs = await api.manager.loadResult(key);
    await api.manager.saveResult(key, theirs, { theirs: 1 });
    assert.equal(await document.save(), false);
    const stored = await api.manager.header({ backend: 'primary', key });
    assert.deepEqual([stored?.metadata['mine'], stored?.metadata['theirs']], [undefined, 1]);
    assert.ok(document.getText().includes('"mine"'));
  });

  it('follow a result that changes while they are open', async () => {
    const { document, key } = await opened('followed');
    await api.manager.saveResult(key, await api.manager.loadResult(key), { note: 'changed' });
    await until(() => document.getText().includes('"changed"'));
  });

  it('are read-only for cached copies', async () => {
    const { key } = await opened('cached');
    await api.manager.loadResult(key);
    const uri = vscode.Uri.parse(`optiscope:/cache/${key}.json`);
    const stat = await vscode.workspace.fs.stat(uri);
    assert.equal(stat.permissions, vscode.FilePermission.Readonly);
    await assert.rejects(async () => vscode.workspace.fs.writeFile(uri, new Uint8Array()));
  });

  it('say so when there is no such result', async () => {
    const uri = vscode.Uri.parse('optiscope:/primary/not/there.json');
    await assert.rejects(async () => vscode.workspace.fs.readFile(uri), {
      code: 'FileNotFound',
    });
  });

  it('are checked against the schema while typing', async () => {
    const { document, uri } = await opened('schema');
    await roleSpoilt(document);
    await until(() =>
      vscode.languages.getDiagnostics(uri).some(({ message }) => message.includes('"objective"')),
    );
  });
});
