import { unsupported } from './faults';

/** Counts characters that are about to be made. @throws {ResultError} `unsupported` when they are too many. */
export type Spend = (characters: number) => void;

// Nested values may repeat the long texts of a dictionary: a small file can stand for more text than fits in memory.
const maxCharacters = 2 ** 28;

/** A counter for all texts of one file. */
export function textBudget(): Spend {
  let left = maxCharacters;
  return characters => {
    left -= characters;
    if (left >= 0) return;
    throw unsupported(
      `The file has lists or texts that need more than ${maxCharacters} characters`,
      'Leave those columns out.',
    );
  };
}
