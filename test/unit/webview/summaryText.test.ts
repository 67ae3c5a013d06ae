import assert from 'node:assert/strict';
import type { SummaryFacts } from '../../../src/webview/page/summaryFacts';
import {
  dateText,
  feasibleText,
  hypervolumeText,
  missingText,
  objectivesText,
  referenceText,
  shareText,
} from '../../../src/webview/page/summaryText';

const cost = {
  name: 'cost',
  unit: 'kg',
  direction: 'minimize',
  isAssumed: false,
  best: { row: 3, value: 1.5 },
  reference: 9.5,
} as const;
const speed = { ...cost, name: 'speed', direction: 'maximize', best: undefined } as const;
const facts: SummaryFacts = {
  feasible: 2,
  completed: undefined,
  objectives: [cost, speed],
  volume: { hypervolume: 12.25, reference: [9.5, -9.5], front: 1 },
};

describe('The words of the summary', () => {
  it('write dates as people do', () => {
    assert.equal(dateText('2026-01-02T03:04:05.678Z'), '2026-01-02 03:04 UTC');
    assert.equal(dateText('2026-01-02T03:04:05+01:00'), '2026-01-02 03:04 +01:00');
    assert.equal(dateText('2026-01-02T03:04'), '2026-01-02 03:04');
    assert.equal(dateText('2026-01-02'), '2026-01-02');
    assert.equal(dateText('last Tuesday'), 'last Tuesday');
  });

  it('never round a share to all or nothing', () => {
    assert.equal(shareText(0, 3), '0 %');
    assert.equal(shareText(2, 3), '66.7 %');
    assert.equal(shareText(3, 3), '100 %');
    assert.equal(shareText(1, 1_000_000), 'under 0.1 %');
    assert.equal(shareText(999_999, 1_000_000), 'over 99.9 %');
  });

  it('say how many rows are feasible, or that all may be', () => {
    assert.equal(
      feasibleText({ rowCount: 4000 }, { ...facts, feasible: 1000 }),
      '1,000 of 4,000 (25 %)',
    );
    assert.equal(
      feasibleText({ rowCount: 4 }, { ...facts, feasible: undefined }),
      'no constraints',
    );
    assert.equal(feasibleText({ rowCount: 0 }, { ...facts, feasible: 0 }), 'no rows');
  });

  it('list three objectives, and count the others', () => {
    assert.equal(objectivesText(facts), 'minimise cost, best 1.5 kg; maximise speed, best unknown');
    const five = { ...facts, objectives: [cost, cost, cost, cost, cost] };
    assert.match(objectivesText(five), /^(minimise cost, best 1\.5 kg; ){3}and 2 more$/);
    assert.equal(objectivesText({ ...facts, objectives: [] }), 'none');
  });

  it('say what the hypervolume is of, or why there is none', () => {
    assert.equal(hypervolumeText(facts), '12.25');
    assert.match(
      referenceText(facts),
      /^12\.25, of the front of all objectives \(1 row\) against the reference point cost 9\.5, speed 9\.5:/,
    );
    const without = (volume: SummaryFacts['volume'], objectives: SummaryFacts['objectives']) =>
      hypervolumeText({ ...facts, volume, objectives });
    assert.equal(without('few objectives', []), 'not computed: no objectives');
    assert.equal(without('few objectives', [cost]), 'not computed: one objective');
    assert.equal(
      without('too large', [cost, cost, cost, cost]),
      'not computed: 4 objectives take too long',
    );
    assert.equal(
      without('no finite rows', [cost, speed]),
      'not computed: no row with all objectives',
    );
    assert.equal(
      referenceText({ ...facts, volume: 'few objectives', objectives: [cost] }),
      'not computed: one objective',
    );
  });

  it('count missing values and the columns that have them', () => {
    const column = (missing?: number) => ({
      variable: { name: 'x', role: 'design' } as const,
      type: 'float64' as const,
      ...(missing !== undefined && { missing }),
    });
    assert.equal(missingText([column(), column()]), 'none');
    assert.equal(missingText([column(1200), column()]), '1,200 in 1 column');
    assert.equal(missingText([column(1), column(2)]), '3 in 2 columns');
  });
});
