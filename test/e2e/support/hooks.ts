import type { Context, RootHookObject } from 'mocha';
import { openWorkbenches } from './openWorkbenches';
import { endSession } from './session';

/** What holds for all end-to-end tests: a failure is shown by a screenshot, and the end leaves nothing running. */
export const mochaHooks: RootHookObject = {
  async afterEach(this: Context) {
    if (this.currentTest?.state !== 'failed') return;
    for (const workbench of openWorkbenches) {
      const file = await workbench.screenshot(`failed ${this.currentTest.fullTitle()}`);
      console.log(`      screenshot: ${file}`);
    }
  },
  async afterAll() {
    for (const workbench of openWorkbenches) await workbench.close();
    await endSession();
  },
};
