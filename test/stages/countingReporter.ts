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
    const failures: [title: string, error: Error][] = [];
    const skipped: string[] = [];
    runner.on('fail', (test, error) => failures.push([test.fullTitle(), error]));
    runner.on('pending', test => skipped.push(test.fullTitle()));
    runner.once('end', () => {
      const file = process.env[countsFileVariable];
      if (file === undefined) return;
      // Only now, because what runs after a test may have added to its error.
      const failed = failures.map(([title, error]) => `${title}\n${reasonOf(error)}`);
      const counts: Counts = { passed: this.stats.passes, failed, skipped };
      writeFileSync(file, JSON.stringify(counts));
    });
  }
}

/** The stack, which begins with the message, as far as it helps. */
function reasonOf(error: Error): string {
  return (error.stack ?? error.message).split('\n').slice(0, 25).join('\n');
}

export default CountingReporter;
