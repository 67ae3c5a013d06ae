import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Address } from '../../src/storage/address';
import { MemoryStorage } from '../../src/storage/backends/memory';
import { StorageManager } from '../../src/storage/manager';
import { Reporter } from '../../src/ui/report';
import { ResultDragAndDrop } from '../../src/ui/tree/resultDragAndDrop';
import { ResultTree } from '../../src/ui/tree/resultTree';
import { anEntry } from '../unit/support/results';

interface Drop {
  readonly what: readonly Address[] | readonly string[];
  readonly to: string;
  readonly folder: string;
}

describe('Dropping on a view', () => {
  const log = vscode.window.createOutputChannel('Test of drag and drop', { log: true });
  let manager: StorageManager;
  let tree: ResultTree;
  let drops: Drop[];

  beforeEach(async () => {
    const primary = new MemoryStorage();
    for (const key of ['zdt/zdt1', 'zdt/zdt2', 'beam']) await primary.save(await anEntry(key));
    manager = new StorageManager({ primary, secondary: new MemoryStorage() });
    tree = new ResultTree(manager, 'primary', new Reporter(log));
    drops = [];
  });

  afterEach(() => manager.close());
  after(() => log.dispose());

  const viewOf = (name: 'primary' | 'secondary'): ResultDragAndDrop =>
    new ResultDragAndDrop(name, tree, {
      takeResults: async (what, to, folder) => void drops.push({ what, to, folder }),
      takeFiles: async (uris, to, folder) => {
        drops.push({ what: uris.map(uri => uri.toString()), to, folder });
      },
    });

  it('a file of the Explorer imports it into the folder it was dropped on', async () => {
    const transfer = new vscode.DataTransfer();
    const file = 'file:///data/runs%20of%20May.csv';
    transfer.set('text/uri-list', new vscode.DataTransferItem(`# from the Explorer\r\n${file}`));
    const folder = (await tree.getChildren()).find(node => node.kind === 'folder');
    await viewOf('primary').handleDrop(folder, transfer);
    assert.deepEqual(drops, [{ what: [file], to: 'primary', folder: 'zdt/' }]);
  });

  it('a folder of another view hands over every result in it', async () => {
    const transfer = new vscode.DataTransfer();
    const folder = (await tree.getChildren()).filter(node => node.kind === 'folder');
    await viewOf('primary').handleDrag(folder, transfer);
    await viewOf('secondary').handleDrop(undefined, transfer);
    const what = ['zdt/zdt1', 'zdt/zdt2'].map(key => ({ backend: 'primary', key }));
    assert.deepEqual(drops, [{ what, to: 'secondary', folder: '' }]);
  });

  it('nothing does nothing', async () => {
    await viewOf('primary').handleDrop(undefined, new vscode.DataTransfer());
    assert.deepEqual(drops, []);
  });
});
