import { copyFile } from 'node:fs/promises';
import type { Context, RootHookObject } from 'mocha';
import { lastPicture, openWorkbenches } from './openWorkbenches';
import { endSession, screenshotPath } from './session';

/** What holds for all end-to-end tests: a failure is shown by a screenshot, and the end leaves nothing running. */
export const mochaHooks: RootHookObject = {
  async afterEach(this: Context) {
    if (this.currentTest?.state !== 'failed') return;
    const file = await screenshotPath(`failed ${this.currentTest.fullTitle()}`);
    const [workbench] = openWorkbenches;
    if (workbench === undefined) await copyFile(await screenshotPath(lastPicture), file);
    else await workbench.page.screenshot({ path: file });
    console.log(`      screenshot: ${file}`);
  },
  async afterAll() {
    for (const workbench of openWorkbenches) await workbench.close();
    await endSession();
  },
};
