import assert from 'node:assert/strict';
import type { ResultSet } from '../../../src/core/resultSet';
import { lineageInWords, nameFault, setOfSelection } from '../../../src/webview/model/newSet';
import { SelectionModel } from '../../../src/webview/model/selectionModel';

const early: ResultSet = { name: 'early', rows: [0, 1] };

describe('A set of the selected rows', () => {
  function selected(): SelectionModel {
    const selection = new SelectionModel(3);
    selection.chooseSet(early);
    selection.invert();
    return selection;
  }

  it('says who made it, when, from which set and how', () => {
    const { createdAt = '', ...set } = setOfSelection(selected(), ' late ', [early]);
    assert.deepEqual(set, {
      name: 'late',
      rows: [2],
      createdBy: 'OptiScope',
      parent: 'early',
      operations: ['set "early"', 'inverted'],
    });
    assert.ok(Math.abs(Date.now() - Date.parse(createdAt)) < 60_000);
  });

  it('has no parent that is not there any more', () => {
    assert.equal(setOfSelection(selected(), 'late', []).parent, undefined);
  });

  it('needs a name that no other set has', () => {
    assert.equal(nameFault(' \t', []), 'Give the set a name.');
    assert.match(nameFault(' early ', [early]) ?? '', /already a set "early"/);
    assert.equal(nameFault('Early', [early]), undefined);
  });

  it('tells its lineage in words, as far as it is known', () => {
    assert.equal(lineageInWords(early), '');
    assert.equal(
      lineageInWords({
        ...early,
        description: 'Good ones',
        createdBy: 'Ada',
        createdAt: '2026-01-02T03:04:05.678Z',
        parent: 'all',
        operations: ['x 1 to 2', 'and y 0 to 1'],
      }),
      'Good ones · by Ada on 2026-01-02 from "all" · x 1 to 2 and y 0 to 1',
    );
  });
});
