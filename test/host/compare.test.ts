import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OptiScopeApi } from '../../src/ui/api';
import { aResult } from '../unit/support/results';
import { extensionApi } from './support/extensionApi';
import { panels, untilOpen } from './support/panels';

describe('The comparison', () => {
  const keys = ['compared/a', 'compared/b'] as const;
  const [a, b] = keys.map(key => ({ backend: 'primary', key }) as const);
  let api: OptiScopeApi;

  before(async () => {
    api = await extensionApi();
    for (const key of keys) await api.manager.saveResult(key, aResult());
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  after(async () => {
    for (const key of keys) await api.manager.deleteResult(key);
  });

  const compare = (...addresses: readonly unknown[]) =>
    vscode.commands.executeCommand('optiscope.compareResults', addresses[0], addresses);

  it('opens once for a set of results, whatever their order', async () => {
    await compare(a, b);
    await untilOpen('Compare a, b');
    await compare(b, a);
    await compare(a, { backend: 'secondary', key: keys[0] });
    await untilOpen('Compare a, b', 'Compare a, a');
  });

  it('takes no more than six results', async () => {
    await compare(...Array.from({ length: 7 }, (_, n) => ({ backend: 'primary', key: `n${n}` })));
    assert.deepEqual(panels(), []);
  });
});
