import { folderFormats, formats } from '../../../src/formats/formats';

/** Their samples are damaged with knowledge of what is in them, by targets of their own. */
const withOwnTarget: readonly string[] = ['feather', 'optuna-sqlite'];

/** Cases of the bounded form, for each format. */
export const formatCases = 1000;

/** One target for each format: `format:<id>`. */
export const formatTargets: readonly string[] = [...formats, ...folderFormats]
  .filter(({ id }) => !withOwnTarget.includes(id))
  .map(({ id }) => `format:${id}`);
