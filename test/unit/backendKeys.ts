import assert from 'node:assert/strict';
import type { StorageBackend } from '../../src/storage/backend';
import { anEntry } from './support/results';

/** Keys that are difficult for one kind of place or another, and all different. */
export const difficultKeys: readonly string[] = [
  'a',
  'a/b',
  'a/b/c',
  'a.arrow',
  'a.arrow/b',
  'A.ARROW/b',
  '.hidden',
  '.optiscope/index.ndjson',
  '...',
  'trailing./x.',
  'inner blank/ x /y z',
  'CON',
  'con.txt/aux',
  'com1/LPT9.log/nul',
  'run:2026-01-01T10:00',
  'what?*<>"|\\%',
  '100%/50%25/%41',
  "it's; DROP TABLE optiscope_results; --",
  'under_score%percent',
  'Größe/größe',
  'e\u0301/é'.normalize('NFC'),
  '日本語/キー',
  '\u{1f600}/smile',
  '\uffee',
  '~/$HOME/`x`',
  'x'.repeat(240),
  `${'y'.repeat(200)}/${'z'.repeat(200)}`,
  '@scope/pkg#1',
  'index.json',
];

const badKeys: readonly string[] = [
  '',
  '/a',
  'a/',
  'a//b',
  '.',
  'a/../b',
  './a',
  ' a',
  'a ',
  'a\nb',
  'a\0b',
  '\ud800',
  'k'.repeat(513),
];

/** Which keys can be, and how they are listed. */
export function describeBackendKeys(open: () => Promise<StorageBackend>): void {
  it('keeps entries under difficult keys apart', async () => {
    const backend = await open();
    const revisions = new Map<string, string>();
    for (const key of difficultKeys) {
      const entry = await anEntry(key);
      revisions.set(key, entry.header.revision);
      await backend.save(entry);
    }
    assert.deepEqual(await backend.list(), [...difficultKeys].sort());
    for (const [key, revision] of revisions) {
      const loaded = await backend.load(key);
      assert.equal(loaded?.header.revision, revision, key);
      assert.equal(loaded.header.key, key);
      assert.equal((await backend.header(key))?.revision, revision, key);
    }
    for (const key of difficultKeys) assert.equal(await backend.delete(key), true, key);
    assert.deepEqual(await backend.list(), []);
  });

  it('renames between difficult keys', async () => {
    const backend = await open();
    const entry = await anEntry('start');
    await backend.save(entry);
    let current = 'start';
    for (const key of difficultKeys) {
      assert.equal(await backend.rename(current, key), true, key);
      assert.deepEqual(await backend.list(), [key]);
      current = key;
    }
    assert.equal((await backend.header(current))?.revision, entry.header.revision);
  });

  for (const key of badKeys) {
    it(`refuses the key ${JSON.stringify(key.slice(0, 20))}`, async () => {
      const backend = await open();
      const good = await anEntry('good');
      await backend.save(good);
      const bad = { ...good, header: { ...good.header, key } };
      await assert.rejects(backend.save(bad), { code: 'invalid-key' });
      await assert.rejects(backend.rename('good', key), { code: 'invalid-key' });
      assert.equal(await backend.load(key), undefined);
      assert.equal(await backend.header(key), undefined);
      assert.equal(await backend.delete(key), false);
      assert.equal(await backend.rename(key, 'other'), false);
      assert.deepEqual(await backend.list(), ['good']);
    });
  }

  it('sorts keys by UTF-16 code units', async () => {
    const backend = await open();
    const sorted = ['A', 'B', 'a', 'a/b', 'a0', 'b', 'é', '\u{1f600}', '\uffee'];
    for (const key of [...sorted].reverse()) await backend.save(await anEntry(key));
    assert.deepEqual(await backend.list(), sorted);
  });

  it('lists by a literal prefix', async () => {
    const backend = await open();
    const keys = [
      'a%b/1',
      'a%b/2',
      'aXb/1',
      'a_b/1',
      'a',
      'ab',
      'b/a',
      'a%',
      'ä\u{1f600}',
      'ä\u{10ffff}x',
    ];
    for (const key of keys) await backend.save(await anEntry(key));
    const expect = async (prefix: string): Promise<void> => {
      const expected = keys.filter(key => key.startsWith(prefix)).sort();
      assert.deepEqual(await backend.list(prefix), expected, JSON.stringify(prefix));
    };
    const prefixes = ['', 'a', 'a%', 'a%b', 'a%b/', 'a%b/1', 'a_', 'a*', 'A', 'b/', '/', 'zz', 'ä'];
    for (const prefix of prefixes) await expect(prefix);
    await expect('ä\ud83d');
    await expect('ä\u{10ffff}');
  });
}
