import type { Measured } from '../../core/analysis/compareFronts';
import { countText } from '../../core/countText';
import { numberText } from '../page/numberText';
import type { Comparison } from './comparison';
import { turned } from './comparison';
import type { Fact, FactTable } from './factTable';
import { measuredFact } from './measuredFact';

/** The quality of each front: how large it is, and how good. */
export function indicatorTable(comparison: Comparison): FactTable {
  const { results, facts, reference } = comparison;
  const own = reference === undefined ? -1 : results.indexOf(reference);
  const columns = [
    facts.fronts.map(({ length }): Fact => ({
      text: countText(length),
      exact: String(length),
    })),
    marked(facts.hypervolumes, Math.max, -1),
    marked(facts.igdPlus, Math.min, own),
    marked(facts.epsilons, Math.min, own),
  ];
  return {
    title: 'Indicators',
    words: wordsOn(comparison),
    heads: [
      'Result',
      'Rows on the front',
      'Hypervolume ↑ more is better',
      'IGD+ ↓ less is better',
      'Additive ε ↓ less is better',
    ],
    rows: results.map(({ name }, index) => ({
      name,
      facts: columns.map(column => column[index] as Fact),
    })),
  };
}

function wordsOn({ goals, facts, reference }: Comparison): readonly string[] {
  const point = facts.referencePoint?.map((coordinate, index) => {
    const goal = goals[index];
    if (goal === undefined) return '';
    const unit = goal.unit === undefined ? '' : ` ${goal.unit}`;
    return `${goal.name} ${numberText(turned(coordinate, goal))}${unit}`;
  });
  const size = countText(facts.combinedSize);
  const points = facts.combinedSize === 1 ? 'the one point' : `the ${size} points`;
  const target =
    reference === undefined
      ? `the approximated reference front: ${points} that no result beats`
      : `the front of ${reference.name}`;
  return [
    point === undefined
      ? 'No front has a point that is finite in all objectives, so there is no reference point for the hypervolume.'
      : `Hypervolume (Zitzler & Thiele 1999) up to the reference point ${point.join(', ')}: the nadir of all fronts together and a tenth of their range beyond.`,
    `IGD+ (Ishibuchi et al. 2015) and additive ε (Zitzler et al. 2003) to ${target}; each objective is scaled to 0 at the best and 1 at the worst value of the front of all.`,
  ];
}

/** The best of several is marked, unless all are alike. @param own place of the one that is the measure itself. */
function marked(
  values: readonly Measured[],
  better: (...numbers: number[]) => number,
  own: number,
): readonly Fact[] {
  const numbers = values.filter(
    (value, index): value is number => typeof value === 'number' && index !== own,
  );
  const best = better(...numbers);
  const isMarked = numbers.length > 1 && numbers.some(value => value !== best);
  return values.map((value, index) => {
    if (index === own) return { ...measuredFact(value), mark: 'reference' };
    return isMarked && value === best
      ? { ...measuredFact(value), mark: 'best' }
      : measuredFact(value);
  });
}
