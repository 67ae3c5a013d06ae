import type { Format } from './format';
import { FormatError } from './formatError';

const refusal =
  'is a pickle: reading one may run any program, so nothing in it is executed. Export it from Python, e.g. study.trials_dataframe().to_csv("study.csv").';

/** Pickles of Python's protocols 2 to 5, whoever wrote them: recognised, and refused with what to do instead. */
export const pickle: Format = {
  id: 'pickle',
  title: 'Python pickle',
  holds: 'one',
  detect: async ({ head: [first, protocol = 0] }) =>
    first === 0x80 && protocol >= 2 && protocol <= 5 ? { confidence: 1, refusal } : undefined,
  read: async ({ name }) => {
    throw new FormatError(name, refusal);
  },
};
