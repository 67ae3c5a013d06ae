import assert from 'node:assert/strict';
import { HiddenFolder } from '../../src/storage/backends/hiddenFolder';
import { MemoryFiles } from './support/memoryFiles';

const nothing = new Uint8Array();

describe('HiddenFolder', () => {
  it('is made with a word to Git', async () => {
    const files = new MemoryFiles();
    await new HiddenFolder(files, '/base').make();
    assert.deepEqual(files.paths, ['/base/.optiscope/.gitignore']);
  });

  it('is left as its user wants it', async () => {
    const files = new MemoryFiles();
    files.put('/base/.optiscope/index.ndjson', nothing);
    await new HiddenFolder(files, '/base').make();
    assert.deepEqual(files.paths, ['/base/.optiscope/index.ndjson']);
  });

  it('is made wholly after a process was stopped while it made it', async () => {
    const files = new MemoryFiles();
    files.put('/base/.optiscope/..gitignore.123-0a1b2c3d.tmp', nothing);
    await new HiddenFolder(files, '/base').make();
    assert.deepEqual(files.paths, ['/base/.optiscope/.gitignore']);
  });
});
