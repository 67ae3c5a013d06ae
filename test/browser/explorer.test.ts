import { nsga2Result } from '../fixtures/nsga2Result';
import { zdt1 } from '../fixtures/testProblems';
import { openExplorer } from './support/openExplorer';
import type { OpenedExplorer } from './support/openExplorer';

describe('The explorer', () => {
  let explorer: OpenedExplorer;

  afterEach(() => explorer.close());

  it('says what the result is, and breaks no rule of its policy', async () => {
    const origin = {
      id: '5a3f1e00-0000-4000-8000-000000000001',
      createdAt: '2026-01-02T03:04:05.678Z',
    };
    explorer = await openExplorer(
      nsga2Result(zdt1, { size: 40, generations: 25, seed: 1 }, origin),
    );
    const { page } = explorer;
    await page.getByRole('heading', { name: 'ZDT1' }).waitFor();
    await page.locator('.pareto-plane .scatter-chart canvas').waitFor();
    await explorer.screenshot('first');
  });
});
