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

  it('tells pandas how a table of text is written', async () => {
    const table = await located('csv', '/data/a.csv', 'any');
    assert.match(sourceSnippet(table), /^df = pd\.read_csv\("\/data\/a\.csv"\)$/m);
    const { shown } = table;
    const unread = [{ row: 3, reason: 'Expected 2 cells, found 3.' }];
    const head = { ...shown.head, metadata: { source: { delimiter: ';' } } };
    assert.match(
      sourceSnippet({ ...table, shown: { ...shown, head, unread } }),
      /read_csv\("\/data\/a\.csv", sep=";", decimal=",", on_bad_lines="skip"\)$/m,
    );
    const blanks = { ...shown.head, metadata: { source: { delimiter: ' ' } } };
    assert.match(
      sourceSnippet({ ...table, shown: { ...shown, head: blanks } }),
      /read_csv\("\/data\/a\.csv", sep=r"\\s\+"\)$/m,
    );
  });

  it('reads arrays with NumPy', async () => {
    const code = sourceSnippet(await located('npz', 'C:\\data\\a.npz', 'any'));
    assert.match(code, /^arrays = dict\(np\.load\("C:\/data\/a\.npz"\)\)$/m);
  });

  it('reads a study with Optuna, by the name that it has there', async () => {
    const code = sourceSnippet(await located('optuna-sqlite', '/data/a.db', 'my "study"'));
    assert.match(code, /^storage = "sqlite:\/\/\/" \+ "\/data\/a\.db"$/m);
    assert.match(code, /study_name="my \\"study\\"", storage=storage\)/);
    const journal = sourceSnippet(await located('optuna-journal', '/data/a.log', 'ridge'));
    assert.match(journal, /^storage = JournalStorage\(JournalFileBackend\("\/data\/a\.log"\)\)$/m);
    assert.match(journal, /study_name="ridge"/);
  });

  it('says what to do with every other kind of file', async () => {
    const other = await located('smac', '/data/runhistory.json', 'any');
    assert.throws(() => sourceSnippet(other), {
      code: 'unsupported',
      message: /copy it to the primary/,
    });
  });
});
