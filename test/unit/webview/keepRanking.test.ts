import assert from 'node:assert/strict';
import { everyRow } from '../../../src/core/analysis/numbers';
import type { ResultOutline } from '../../../src/webview/protocol';
import type { DecideAnswer } from '../../../src/webview/views/decide/decideAnswer';
import { criteriaOf, rememberedChoice } from '../../../src/webview/views/decide/decideChoice';
import type { DecideChoice } from '../../../src/webview/views/decide/decideChoice';
import {
  rankedSet,
  rankingNameFault,
  rankingOf,
} from '../../../src/webview/views/decide/keepRanking';

const outline = {
  metadata: { rankings: { earlier: {} } },
  columns: [
    { variable: { name: 'cost', role: 'objective' }, type: 'float64' },
    { variable: { name: 'mass', role: 'objective', direction: 'maximize' }, type: 'float64' },
    { variable: { name: 'earlier', role: 'observable' }, type: 'int64' },
  ],
  resultSets: [{ name: 'early', rows: [0, 2, 4], operations: ['by hand'] }],
} as unknown as ResultOutline;

const choice: DecideChoice = { ...rememberedChoice(undefined), weights: { cost: 150 } };

/** Row 4 is the best of 0, 2 and 4. */
function answerTo(parts: Partial<DecideAnswer> = {}): DecideAnswer {
  return {
    start: { kind: 'front' },
    criteria: criteriaOf(choice, outline),
    values: [],
    from: { rows: Uint32Array.of(0, 1, 2, 4), chosen: 6, leftOut: 1 },
    unfinite: 0,
    ranges: new Map([
      ['cost', 10],
      ['mass', 2],
    ]),
    thinning: { kind: 'epsilon', epsilon: [0.5, 0.1] },
    kept: Uint32Array.of(0, 2, 4),
    ranking: {
      rows: Uint32Array.of(4, 0, 2),
      ranks: Uint32Array.of(1, 2, 2),
      scores: Float64Array.of(1, 0.5, 0.5),
    },
    ...parts,
  };
}

const sets = outline.resultSets;
const kept = (parts: Partial<DecideAnswer> = {}, best?: number) => ({
  name: 'mine',
  choice,
  answer: answerTo(parts),
  best,
});

describe('A ranking that is kept', () => {
  it('says in words and for programs how it came about', () => {
    const { name, description, ranks, record } = rankingOf(kept(), 6);
    assert.equal(name, 'mine');
    assert.deepEqual(ranks, Uint32Array.of(2, 0, 2, 0, 1, 0));
    assert.equal(
      description,
      'Rank, 1 is the best: front of cost (minimize), mass (maximize); feasible rows only; thinned by ε-dominance (ε of cost 0.5, mass 0.1): 3 of 4 kept; ranked by TOPSIS: cost 75 % (minimize), mass 25 % (maximize).',
    );
    const { createdAt, ...others } = record;
    assert.match(JSON.stringify(createdAt), /^"\d{4}-\d\d-\d\dT.*Z"$/);
    assert.deepEqual(others, {
      method: 'topsis',
      criteria: [
        { column: 'cost', weight: 150, direction: 'minimize' },
        { column: 'mass', weight: 50, direction: 'maximize' },
      ],
      start: { kind: 'front' },
      thinning: { kind: 'epsilon', objectives: ['cost', 'mass'], epsilon: [0.5, 0.1] },
      rankedRows: 3,
    });
  });

  it('has a set of the ranked rows, or of the best, with its steps', () => {
    const set = rankedSet(kept(), sets);
    assert.deepEqual(set.rows, [0, 2, 4]);
    assert.equal(set.parent, undefined);
    assert.equal(
      set.operations?.at(-1),
      'ranked by TOPSIS: cost 75 % (minimize), mass 25 % (maximize)',
    );
    const few = rankedSet(kept({}, 2), sets);
    assert.deepEqual(few.rows, [0, 4]);
    assert.equal(few.operations?.at(-1), 'best 2');
  });

  it('comes from the set that it started from, directly or as a selection', () => {
    const none = { thinning: { kind: 'none' }, from: { ...answerTo().from, leftOut: 0 } } as const;
    const ranked = 'ranked by TOPSIS: cost 75 % (minimize), mass 25 % (maximize)';
    const ofSet = rankedSet(kept({ ...none, start: { kind: 'set', name: 'early' } }), sets);
    assert.equal(ofSet.parent, 'early');
    assert.deepEqual(ofSet.operations, ['by hand', ranked]);
    const selection = {
      kind: 'selection',
      rowsId: '',
      mask: '',
      operations: ['set "early"', 'inverted'],
      parent: 'early',
    } as const;
    const ofSelection = rankedSet(kept({ ...none, start: selection }), sets);
    assert.equal(ofSelection.parent, 'early');
    assert.deepEqual(ofSelection.operations, ['set "early"', 'inverted', ranked]);
  });

  it('does not come from the set that it takes the place of', () => {
    const ranking = { ...kept({ start: { kind: 'set', name: 'early' } }), name: 'early' };
    assert.equal(rankedSet(ranking, sets).parent, undefined);
  });

  it('takes no name but a free one, or that of an earlier ranking', () => {
    assert.equal(rankingNameFault('mine', outline), undefined);
    assert.equal(rankingNameFault('', outline)?.mayReplace, false);
    assert.match(rankingNameFault('cost', outline)?.words ?? '', /already a column "cost"/);
    assert.match(rankingNameFault('early', outline)?.words ?? '', /already a set "early"/);
    assert.deepEqual(rankingNameFault('earlier', outline), {
      words: 'There is already a ranking "earlier".',
      mayReplace: true,
    });
  });

  it('is of rows that are there', () => {
    const rows = everyRow(3);
    const ranking = { rows, ranks: rows.map(row => row + 1), scores: new Float64Array(3) };
    assert.deepEqual(rankingOf(kept({ ranking }), 3).ranks, Uint32Array.of(1, 2, 3));
  });
});
