import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import type { Counts } from './stageResults';

/** Environment variable that names the file for the {@link Counts}. */
export const countsFileVariable = 'OPTISCOPE_TEST_COUNTS';

/** Environment variable with a regular expression: only tests whose title it matches are run. */
export const grepVariable = 'OPTISCOPE_TEST_GREP';

/** Mocha's readable `spec` reporter, which also leaves the counts in a file for whoever started mocha. */
export class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    const skipped: string[] = [];
    runner.on('pending', test => skipped.push(test.fullTitle()));
    runner.once('end', () => {
      const file = process.env[countsFileVariable];
      if (file === undefined) return;
      const { passes: passed, failures: failed } = this.stats;
      const counts: Counts = { passed, failed, skipped };
      writeFileSync(file, JSON.stringify(counts));
    });
  }
}

export default CountingReporter;
