import assert from 'node:assert/strict';
import { TrialPlaces } from '../../../src/formats/optuna/trialPlaces';
import { TrialTable } from '../../../src/formats/optuna/trialTable';

describe('TrialPlaces', () => {
  const first = new TrialTable(1);
  const second = new TrialTable(1);

  function placeOf(places: TrialPlaces, id: number): readonly [TrialTable, number] | undefined {
    let found: readonly [TrialTable, number] | undefined;
    places.at(id, (table, row) => (found = [table, row]));
    return found;
  }

  it('finds trials by ids in any order, of any distance, of several studies', () => {
    const places = new TrialPlaces();
    const ids = [7, 8, 3, 9, 2 ** 40, 10];
    ids.forEach((id, row) => places.set(id, row % 2 === 0 ? first : second, row));
    ids.forEach((id, row) => {
      assert.deepEqual(placeOf(places, id)?.[1], row);
      assert.equal(placeOf(places, id)?.[0], row % 2 === 0 ? first : second);
    });
    for (const id of [0, 2, 6, 11, 7.5, NaN, -1]) assert.equal(placeOf(places, id), undefined);
  });

  it('lets the last trial of an id count', () => {
    const places = new TrialPlaces();
    for (const [row, id] of [5, 6, 5, 8, 7, 8].entries()) places.set(id, first, row);
    assert.deepEqual(
      [5, 6, 7, 8].map(id => placeOf(places, id)?.[1]),
      [2, 1, 4, 5],
    );
  });

  it('forgets the trials of a study alone', () => {
    const places = new TrialPlaces();
    places.set(0, first, 0);
    places.set(1, second, 0);
    places.forget(first);
    assert.equal(placeOf(places, 0), undefined);
    assert.equal(placeOf(places, 1)?.[0], second);
  });
});
