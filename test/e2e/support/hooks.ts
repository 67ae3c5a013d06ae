import { copyFile } from 'node:fs/promises';
import type { Context, RootHookObject } from 'mocha';
import { lastSights, lookAt, openWorkbenches, tell, type Sight } from './failures';
import { endSession, screenshotPath } from './session';

/** What holds for all end-to-end tests: a failure shows what was to be seen, and the end leaves nothing running. */
export const mochaHooks: RootHookObject = {
  beforeEach() {
    lastSights.length = 0;
  },
  async afterEach(this: Context) {
    const { currentTest } = this;
    if (currentTest?.state !== 'failed' || currentTest.err === undefined) return;
    tell(currentTest.err, await sightsOf(`failed ${currentTest.fullTitle()}`));
  },
  async afterAll() {
    for (const workbench of openWorkbenches) await workbench.close();
    await endSession();
  },
};

/** Pictures with this name of the windows that are open, and of those that the test closed before it was known to fail. */
async function sightsOf(name: string): Promise<readonly Sight[]> {
  const sights: Sight[] = [];
  for (const { picture, messages } of lastSights) {
    const kept = await screenshotPath(`${name} ${sights.length + 1}`);
    await copyFile(picture, kept);
    sights.push({ picture: kept, messages });
  }
  for (const workbench of openWorkbenches) {
    const sight = await lookAt(workbench, `${name} ${sights.length + 1}`);
    if (sight !== undefined) sights.push(sight);
  }
  return sights;
}
