import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/core/json';
import { originFacts } from '../../../src/ui/tree/originFacts';

function inWords(metadata: JsonObject): readonly (readonly [string, string])[] {
  return originFacts(metadata).map(({ title, text }) => [title, text]);
}

describe('originFacts', () => {
  it('say in words what an import notes', () => {
    const metadata = {
      source: { tool: 'Optuna', file: 'a.db', path: '/data/a.db', sha256: '0f' },
      states: { FAIL: 2, COMPLETE: 1200 },
      assumed: {
        x: { role: 'design', by: 'name' },
        f: { role: 'objective', direction: 'minimize', by: 'user' },
        g: { role: 'inequality', by: 'name' },
      },
      notes: ['First.', 'Second.', 'Third.', 'Fourth.'],
      unread: {
        count: 1200,
        first: [{ row: 1700, reason: 'Expected 3 cells, found 2.' }, { reason: 'Unknown record.' }],
      },
      trials: {},
    };
    assert.deepEqual(inWords(metadata), [
      ['Tool', 'Optuna'],
      ['File', '/data/a.db'],
      ['States', '1,200 complete, 2 fail'],
      ['Assumed roles', 'of 2 columns by their names, of 1 column as assigned'],
      ['Notes', 'First. Second. Third. … and 1 more'],
      ['Not read', 'row 1,700: Expected 3 cells, found 2. Unknown record. … and 1,198 more'],
    ]);
  });

  it('leave alone what only has the name of such a note', () => {
    assert.deepEqual(
      inWords({ source: 'somewhere', states: [1], notes: 'my own', assumed: 7 }),
      [],
    );
  });
});
