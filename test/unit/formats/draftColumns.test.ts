import assert from 'node:assert/strict';
import { cellAt } from '../../../src/core/column';
import { draftColumns } from '../../../src/formats/draftColumns';
import type { ColumnDraft } from '../../../src/formats/draftColumns';

const draft = (name: string, cells: ColumnDraft['cells'], more = {}): ColumnDraft => ({
  name,
  kind: 'param',
  variable: { role: 'observable' },
  cells,
  ...more,
});

describe('draftColumns', () => {
  it('keeps a wanted type that the cells fit, and widens one that they do not', () => {
    const columns = draftColumns([
      draft('whole', [1, 2], { type: 'float64' }),
      draft('text', [1, 'a'], { type: 'float64' }),
      draft('exact', [1n, 2n ** 53n + 1n], { type: 'float64' }),
      draft('half', [1, 1.5], { type: 'int64' }),
      draft('none', [null, undefined], { type: 'int64' }),
      draft('huge', [2n ** 63n]),
      draft('kind', ['b', 'a'], { type: 'categorical' }),
    ]);

    assert.deepEqual(
      columns.map(({ type }) => type),
      ['float64', 'string', 'int64', 'float64', 'int64', 'string', 'categorical'],
    );
    assert.equal(cellAt(columns[2]!, 1), 9007199254740993n);
    assert.equal(cellAt(columns[5]!, 0), '9223372036854775808');
  });

  it('tells columns apart that want the same name, or none', () => {
    const columns = draftColumns([
      draft('state', [1]),
      draft('state', [2], { kind: 'trial' }),
      draft('', [3]),
    ]);

    assert.deepEqual(
      columns.map(({ variable }) => variable.name),
      ['param_state', 'trial_state', 'param_'],
    );
  });

  it('replaces what is no text in names and cells', () => {
    const [column] = draftColumns([draft('a\ud800', ['\udc00'])]);

    assert.equal(column?.variable.name, 'a\ufffd');
    assert.equal(column && cellAt(column, 0), '\ufffd');
  });
});
