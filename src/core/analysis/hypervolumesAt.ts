import { hypervolume, usualWork } from './hypervolume';
import { nondominatedRows } from './nondominatedRows';
import type { Numbers, Rows } from './numbers';
import { rowsThatCount } from './numbers';

export interface CheckpointOptions {
  /** How many rows from the first are looked at, ascending. */
  readonly checkpoints: readonly number[];
  /** One flag per row; those at 0 (infeasible, failed) add nothing. Default: all count. */
  readonly counts?: Rows;
  /** As for `hypervolume`; shared evenly by the checkpoints. */
  readonly maxWork?: number;
}

/**
 * The hypervolume of the first so many evaluations, for any number of objectives in minimisation form: one number per
 * checkpoint, `undefined` where it would take too long. Each checkpoint costs the front of what is new and the front
 * before, and one `hypervolume` of it.
 * @throws {RangeError} when the reference has not one number per objective, or the checkpoints are not ascending.
 */
export function hypervolumesAt(
  objectives: readonly Numbers[],
  reference: readonly number[],
  { checkpoints, counts, maxWork = usualWork }: CheckpointOptions,
): readonly (number | undefined)[] {
  const rows = rowsThatCount(objectives[0]?.length ?? 0, counts);
  let front: Uint32Array = new Uint32Array();
  let [from, previous] = [0, 0];
  return checkpoints.map(checkpoint => {
    if (!(checkpoint >= previous)) {
      throw new RangeError(`Checkpoints ascend, but ${checkpoint} comes after ${previous}`);
    }
    previous = checkpoint;
    let end = from;
    while (end < rows.length && (rows[end] as number) < checkpoint) end++;
    const candidates = new Uint32Array(front.length + end - from);
    candidates.set(front);
    candidates.set(rows.subarray(from, end), front.length);
    from = end;
    front = nondominatedRows({ objectives, rows: candidates });
    return hypervolume({ objectives, rows: front }, reference, maxWork / checkpoints.length);
  });
}
