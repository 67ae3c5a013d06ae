import assert from 'node:assert/strict';
import type { Located } from '../../../src/sources/sourceStorage';
import { sourceSnippet } from '../../../src/ui/pythonSnippet';
import { anEntry } from '../support/results';

async function located(id: string, path: string, study: string): Promise<Located> {
  const { header } = await anEntry('any');
  const head = { ...header, problem: { name: study } };
  const shown = { key: 'data/any', name: 'any', head, notes: [], unread: [] };
  const format = { id, title: 'A format', holds: 'one' as const };
  return {
    shown,
    reading: { item: { path, inner: 'any', format }, results: [shown], looks: [] },
  };
}

describe('sourceSnippet', () => {
  it('reads with pandas what pandas reads, with the path quoted', async () => {
    const code = sourceSnippet(await located('parquet', '/data/a "b".parquet', 'any'));
    assert.match(code, /^df = pd\.read_parquet\("\/data\/a \\"b\\"\.parquet"\)$/m);
  });

  it('reads a study with Optuna, by the name that it has there', async () => {
    const code = sourceSnippet(await located('optuna-sqlite', '/data/a.db', 'my "study"'));
    assert.match(code, /study_name="my \\"study\\"", storage="sqlite:\/\/\/\/data\/a\.db"/);
  });

  it('says what to do with every other kind of file', async () => {
    const other = await located('smac', '/data/runhistory.json', 'any');
    assert.throws(() => sourceSnippet(other), {
      code: 'unsupported',
      message: /copy it to the primary/,
    });
  });
});
