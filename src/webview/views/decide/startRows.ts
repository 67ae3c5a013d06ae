import type { Numbers } from '../../../core/analysis/numbers';
import { contenders } from '../../model/contenders';
import { loadCompleted, loadFeasible } from '../../model/neededColumns';
import { maskIn, maskOf } from '../../model/rowMask';
import type { ResultOutline } from '../../protocol';
import type { ViewContext } from '../view';
import type { Start } from './decideChoice';

/** The rows at the start. */
export interface StartRows {
  /** Ascending; feasible ones of trials that completed. */
  readonly rows: Uint32Array;
  /** How many were chosen; all rows of the result, where the front is sought among them. */
  readonly chosen: number;
  /** How many of those are infeasible, or of trials that did not complete. */
  readonly leftOut: number;
}

type Needs = Pick<ViewContext, 'outline' | 'columns' | 'analysis'>;

/** @param objectives in minimisation form. */
export async function startRows(
  start: Start,
  objectives: readonly Numbers[],
  needs: Needs,
): Promise<StartRows> {
  const { outline, analysis } = needs;
  const [feasible, completed] = await Promise.all([loadFeasible(needs), loadCompleted(needs)]);
  const rows = contenders(feasible, completed);
  if (start.kind === 'front') {
    const front = await analysis.run('front', { objectives, rows });
    return { rows: front, chosen: outline.rowCount, leftOut: outline.rowCount - rows.length };
  }
  const mask = chosenMask(start, outline);
  const kept = rows.filter(row => mask[row] === 1);
  const chosen = mask.reduce((sum, is) => sum + is, 0);
  return { rows: kept, chosen, leftOut: chosen - kept.length };
}

function chosenMask(
  start: Exclude<Start, { readonly kind: 'front' }>,
  { rowCount, resultSets }: ResultOutline,
): Uint8Array {
  switch (start.kind) {
    case 'all':
      return new Uint8Array(rowCount).fill(1);
    case 'selection':
      return maskIn(start.mask, rowCount) ?? new Uint8Array(rowCount);
    case 'set':
      return maskOf(resultSets.find(({ name }) => name === start.name)?.rows ?? [], rowCount);
  }
}
