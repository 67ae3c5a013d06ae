import assert from 'node:assert/strict';
import { MemoryStorage } from '../../../src/storage/backends/memory';
import { StorageManager } from '../../../src/storage/manager';
import { fixesOf } from '../../../src/storage/verifyReport';
import {
  fixedInWords,
  fixInWords,
  verifyReportText,
  verifySummary,
} from '../../../src/ui/documents/verifyText';
import { damaged } from '../support/damaged';
import { FlakyBackend } from '../support/flakyBackend';
import { anEntry } from '../support/results';

describe('The texts of a verification', () => {
  let manager: StorageManager;
  let primary: MemoryStorage;
  let secondary: MemoryStorage;

  beforeEach(() => {
    primary = new MemoryStorage();
    secondary = new MemoryStorage();
    manager = new StorageManager({ primary, secondary, useCache: false });
  });

  afterEach(() => manager.close());

  it('say that everything is sound, and how much was checked', async () => {
    const entry = await anEntry('a');
    await primary.save(entry);
    await secondary.save(entry);
    const report = await manager.verifyStorage();
    assert.match(
      verifySummary(report),
      /^Everything is sound: 1 result in Primary, 1 in Secondary, \d+(\.\d)? KB checked\.$/,
    );
    const text = verifyReportText(report);
    assert.match(text, /^# Storage verification\n\nEverything is sound: /);
    assert.doesNotMatch(text, /## Faults|## Good|Fix|Out of reach|Not readable/);
  });

  it('say how much was mended, and how to take that back', async () => {
    await primary.save(damaged(await anEntry('a')));
    const report = await manager.verifyStorage();
    assert.match(verifyReportText(report), /in a quarantine, from where Undo Last Change puts it/);
    const [outcome] = await manager.fixStorage(fixesOf(report));
    assert.ok(outcome);
    assert.equal(fixedInWords([outcome]), 'Mended 1 finding.');
    assert.equal(
      fixedInWords([outcome, { ...outcome, isFixed: false }]),
      'Mended 1 of 2 findings.',
    );
  });

  it('count only the primary where there is nothing else', async () => {
    const alone = new StorageManager({ primary });
    await primary.save(await anEntry('a'));
    await primary.save(await anEntry('b'));
    const report = await alone.verifyStorage();
    assert.match(verifySummary(report), /^Everything is sound: 2 results, \S+ KB checked\.$/);
    assert.doesNotMatch(verifyReportText(report), /Secondary/);
    await alone.close();
  });

  it('tell by result what is wrong, and what can be done', async () => {
    const entry = await anEntry('runs/a');
    await primary.save(damaged(entry));
    await secondary.save(entry);
    await primary.save(damaged(await anEntry('runs/b')));
    const report = await manager.verifyStorage();
    const text = verifyReportText(report);
    assert.match(text, /2 faults found\. Verifying changes nothing\. .*"Fix Findings…"/);
    assert.match(
      text,
      /### runs\/a\n\n- \*\*Primary: damaged\.\*\* The file is damaged: .*\n {2}- Fix: Restore runs\/a in Primary from Secondary\.\n/,
    );
    assert.match(
      text,
      /### runs\/b\n\n(.*\n)* {2}- Fix: Move runs\/b in Primary to the quarantine\./,
    );
    assert.match(text, /\| Damaged +\| 2 +\| 0 +\|/);
    assert.match(verifySummary(report), /^2 faults found\. Checked: 2 results in Primary, 1 in/);
    assert.deepEqual(fixesOf(report).map(fixInWords), [
      'Restore runs/a in Primary from Secondary',
      'Move runs/b in Primary to the quarantine',
    ]);
  });

  it('list what is no damage apart', async () => {
    await primary.save(await anEntry('only-here'));
    const text = verifyReportText(await manager.verifyStorage());
    assert.match(text, /## Good to know \(1\)\n\nNone of this is damage\./);
    assert.match(text, /\| only-here \| Secondary \| replica missing \| Only the primary/);
  });

  it('tell what was fixed, and what was not', async () => {
    const entry = await anEntry('a');
    await primary.save(damaged(entry));
    await secondary.save(entry);
    const fixes = fixesOf(await manager.verifyStorage());
    const done = await manager.fixStorage(fixes);
    const again = await manager.fixStorage([
      { action: 'quarantine', backend: 'primary', key: 'a', isSafe: false },
    ]);
    const text = verifyReportText(await manager.verifyStorage(), [...done, ...again]);
    assert.match(text, /## What was done\n\n- "a" in the primary storage is restored from /);
    assert.match(text, /- \*\*Not fixed:\*\* "a" in the primary storage is sound by now/);
  });

  it('say why a backend could not be verified', async () => {
    const flaky = new FlakyBackend(new MemoryStorage());
    const other = new StorageManager({ primary, secondary: flaky });
    flaky.failAll();
    const text = verifyReportText(await other.verifyStorage());
    assert.match(text, /### As a whole\n\n- \*\*Secondary: does not answer\.\*\* The test makes/);
    assert.match(text, /\| Out of reach +\| 0 +\| all +\|/);
    await other.close();
  });

  it('only count what is too much to be read', async () => {
    const one = await anEntry('a');
    for (let index = 0; index < 205; index++) {
      const key = `run-${String(index).padStart(3, '0')}`;
      await primary.save(damaged({ ...one, header: { ...one.header, key } }));
    }
    const text = verifyReportText(await manager.verifyStorage());
    assert.equal(text.match(/### run-/g)?.length, 200);
    assert.match(text, /… and 5 more faults\./);
  });
});
