import type { Measured } from '../../core/analysis/compareFronts';
import type { Comparison } from './comparison';
import type { Fact, FactTable } from './factTable';
import { measuredFact } from './measuredFact';

/** For each two results how far the one's front goes beyond the other's. */
export function pairTables({ results, facts }: Comparison): readonly FactTable[] {
  const names = results.map(({ name }) => name);
  return [coverageTable(names, facts.coverage), epsilonTable(names, facts.pairEpsilons)];
}

type Figures = readonly (readonly Measured[])[];

function coverageTable(names: readonly string[], figures: Figures): FactTable {
  return {
    title: 'Coverage',
    words: [
      'C-metric (Zitzler & Thiele 1998): the share of the front of the column that the front of the row weakly dominates. Read both ways: the two do not add up to 1.',
    ],
    heads: ['Covers', ...names],
    rows: pairRows(names, figures),
  };
}

function epsilonTable(names: readonly string[], figures: Figures): FactTable {
  return {
    title: 'Additive ε by Pairs',
    words: [
      'Additive ε (Zitzler et al. 2003): the least amount by which the front of the row must become better in every objective to weakly dominate the front of the column. Less is better: at 0 or less it does so already. Each objective is scaled as above. Read both ways: the one does not follow from the other.',
    ],
    heads: ['Needs, to cover', ...names],
    rows: pairRows(names, figures),
  };
}

function pairRows(names: readonly string[], figures: Figures): FactTable['rows'] {
  return names.map((name, row) => ({
    name,
    facts: names.map((_, column): Fact => {
      const value = figures[row]?.[column] ?? 'no points';
      return row === column ? { text: '–' } : measuredFact(value);
    }),
  }));
}
