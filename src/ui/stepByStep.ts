import type { Steps } from '../core/steps';
import { StorageError } from '../storage/errors';
import { Slices } from '../storage/slices';

export interface StepRun {
  /** Ends the work between two steps. */
  readonly signal?: AbortSignal;
  /** @param share of the work that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** Does work in steps, between which everything else has its turn. @throws {StorageError} `cancelled` */
export async function stepByStep<T>(steps: Steps<T>, { signal, onProgress }: StepRun): Promise<T> {
  const slices = new Slices();
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    onProgress?.(value);
    await slices.giveWay();
    if (signal?.aborted === true) throw new StorageError('cancelled', 'The export was cancelled.');
  }
}
