import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('Activation', () => {
  it('offers version 1 of the extension API', async () => {
    const extension = vscode.extensions.getExtension<{ readonly version: number }>(
      'optiscope.optiscope',
    );
    assert.ok(extension, 'the extension optiscope.optiscope is not installed');
    const api = await extension.activate();
    assert.equal(api.version, 1);
  });
});
