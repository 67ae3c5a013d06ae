import type { Steps } from '../../core/analysis/stepsOf';
import type { AnalysisClient } from '../analysis/analysisClient';
import { minimisedBy } from './comparison';
import type { ComparedRows, Comparison } from './comparison';

/** What a history is of: a goal by its place, or the hypervolume of all goals. */
export type HistoryOf = number | 'hypervolume';

/** How each result went from evaluation to evaluation, in the order of the results. */
export async function historiesOf(
  { rows, goals, facts }: Comparison,
  of: HistoryOf,
  analysis: AnalysisClient,
): Promise<readonly Steps[]> {
  const { referencePoint: reference } = facts;
  const historyOf = async ({ values, counts }: ComparedRows): Promise<Steps> => {
    if (of !== 'hypervolume') {
      const direction = goals[of]?.direction ?? 'minimize';
      return analysis.run('bestHistory', { values: values[of] ?? [], direction, counts });
    }
    if (reference === undefined || counts.length === 0) return noSteps;
    const objectives = minimisedBy(goals, values);
    return analysis.run('volumeHistory', { objectives, reference, counts });
  };
  return Promise.all(rows.map(historyOf));
}

const noSteps: Steps = { at: new Uint32Array(), values: new Float64Array(), total: 0 };
