import { numberText } from '../page/numberText';
import type { CommonObjective } from './commonObjectives';
import { turned } from './comparison';
import type { Comparison } from './comparison';
import type { Fact, FactTable } from './factTable';

/** The best value that each result attained in each objective, and what that is apart from the one of reference. */
export function differenceTable(comparison: Comparison): FactTable {
  const { results, goals, facts, reference } = comparison;
  const own = reference === undefined ? -1 : results.indexOf(reference);
  const measures = goals.map((_, goal) => {
    const all = facts.best.map(best => best[goal] as number);
    return own < 0 ? bestOf(all) : (all[own] as number);
  });
  const against = reference === undefined ? 'the best of all' : reference.name;
  return {
    title: 'Attained Values',
    words: [
      'The best value of each objective among the rows that count, each for itself: no row need have them all.',
    ],
    heads: ['Result', ...goals.flatMap(goal => [headOf(goal), `Against ${against}`])],
    rows: results.map(({ name }, index) => ({
      name,
      facts: goals.flatMap((goal, place) => {
        const best = facts.best[index]?.[place] ?? NaN;
        return [valueOf(best, goal), difference(best, measures[place] as number, goal)];
      }),
    })),
  };
}

function headOf({ name, unit, direction }: CommonObjective): string {
  const what = unit === undefined ? name : `${name} [${unit}]`;
  return `${direction === 'minimize' ? 'Least' : 'Largest'} ${what}`;
}

function valueOf(best: number, goal: CommonObjective): Fact {
  if (Number.isNaN(best)) return { text: 'no value' };
  const value = turned(best, goal);
  return { text: numberText(value), exact: String(value) };
}

/** Both in the form in which less is better. */
function difference(best: number, measure: number, { unit }: CommonObjective): Fact {
  if (Number.isNaN(best) || Number.isNaN(measure)) return { text: '–' };
  if (best === measure) return { text: 'equal', exact: '0' };
  const size = Math.abs(best - measure);
  const words = `${unit === undefined ? '' : ` ${unit}`} ${best < measure ? 'better' : 'worse'}`;
  return { text: `${numberText(size, 5)}${words}`, exact: `${size}${words}` };
}

function bestOf(values: readonly number[]): number {
  const known = values.filter(value => !Number.isNaN(value));
  return known.length === 0 ? NaN : known.reduce((a, b) => Math.min(a, b));
}
