import assert from 'node:assert/strict';
import { SelectionModel } from '../../../src/webview/model/selectionModel';

function now({ current }: SelectionModel): unknown {
  const { mask, operations, parent } = current;
  const rows = [...mask].flatMap((is, row) => (is === 1 ? [row] : []));
  return parent === undefined ? { rows, operations } : { rows, operations, parent };
}

describe('The selection', () => {
  it('remembers the set that it began with until something else replaces it', () => {
    const selection = new SelectionModel(5);
    selection.chooseSet({ name: 'early', rows: [0, 1] });
    selection.chooseRows([4], 'x 4 to 5', 'add');
    assert.deepEqual(now(selection), {
      rows: [0, 1, 4],
      operations: ['set "early"', 'or x 4 to 5'],
      parent: 'early',
    });
    selection.chooseRows([3], 'x 3');
    assert.deepEqual(now(selection), { rows: [3], operations: ['x 3'] });
  });

  it('is inverted with all that led to it, and there and back again by Undo', () => {
    const selection = new SelectionModel(3);
    selection.chooseSet({ name: 'early', rows: [0] });
    selection.invert();
    assert.deepEqual(now(selection), {
      rows: [1, 2],
      operations: ['set "early"', 'inverted'],
      parent: 'early',
    });
    selection.undo();
    assert.equal(selection.current.count, 1);
  });

  it('becomes all rows when nothing was selected', () => {
    const selection = new SelectionModel(2);
    selection.invert();
    assert.deepEqual(now(selection), { rows: [0, 1], operations: ['all rows'] });
    assert.equal(selection.current.count, 2);
  });

  it('begins anew with other rows, and nothing to undo', () => {
    const selection = new SelectionModel(3);
    let heard = 0;
    selection.chooseRows([2], 'row 2');
    selection.onDidChange(() => heard++);
    selection.begin(5);
    assert.deepEqual(now(selection), { rows: [], operations: [] });
    assert.equal(selection.current.mask.length, 5);
    assert.equal(selection.canUndo, false);
    assert.equal(heard, 1);
    selection.invert();
    assert.deepEqual(now(selection), { rows: [0, 1, 2, 3, 4], operations: ['all rows'] });
  });
});
