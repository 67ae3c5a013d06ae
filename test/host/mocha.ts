import { format } from 'node:util';
import Mocha from 'mocha';
import { CountingReporter, grepVariable } from '../stages/countingReporter';
import { linePrefix } from './linePrefix';

/**
 * Runs the tests that `define` declares with mocha's `describe` and `it`, inside the extension host.
 * @throws {Error} when a test failed or none was found.
 */
export async function runMocha(define: () => void): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    for (const line of format(...args).split('\n')) console.log(linePrefix + line);
  };
  const mocha = new Mocha({ timeout: 60_000, color: false, reporter: CountingReporter });
  const pattern = process.env[grepVariable];
  if (pattern !== undefined) mocha.grep(new RegExp(pattern));
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  define();
  if (mocha.suite.total() === 0) throw new Error('There is no host test.');
  const failures = await new Promise<number>(resolve => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} host tests failed.`);
}
