import type { Random } from '../../unit/support/random';

/** Something that reads bytes or text from outside, to be fed with damaged ones. */
export interface FuzzTarget {
  /** Makes the sound samples, checks that they are read, and returns what runs one case. */
  prepare(): Promise<FuzzCase>;
}

/**
 * Runs one case, which is the same for the same random numbers. Returns what came of it in a few words, for the tally.
 * @throws when a promise was broken.
 */
export type FuzzCase = (random: Random) => Promise<string>;
