import assert from 'node:assert/strict';
import type { OptimizationResult } from '../../src/core/result';
import { columnsResult } from '../fixtures/columnsResult';
import { nsga2Result } from '../fixtures/nsga2Result';
import { weldedBeam } from '../fixtures/testProblems';
import { categorical, float64 } from '../unit/support/columns';
import { openExplorer } from './support/openExplorer';
import type { OpenedExplorer, OpenOptions } from './support/openExplorer';

const hostile = '<img src=x onerror="document.title=1">';
const minimised = { role: 'objective', direction: 'minimize' } as const;

describe('The summary', () => {
  let explorer: OpenedExplorer;

  afterEach(() => explorer.close());

  async function open(result: OptimizationResult, options?: OpenOptions): Promise<void> {
    explorer = await openExplorer(result, options);
    await explorer.page.locator('.summary[aria-busy=false]').waitFor();
  }

  /** What is said beside a name. */
  function fact(name: string): Promise<string> {
    return explorer.page.locator(`.summary dt:text-is("${name}") + dd`).innerText();
  }

  async function details(): Promise<string> {
    await explorer.page.locator('.summary details > summary').click();
    return explorer.page.locator('.summary-details').innerText();
  }

  for (const theme of ['dark', 'light', 'high-contrast'] as const) {
    it(`tells of a run in two lines, in the ${theme} theme`, async () => {
      const id = '5a3f1e00-0000-4000-8000-000000000001';
      const origin = { id, createdAt: '2026-01-02T03:04:05.678Z' };
      const run = { size: 40, generations: 20, seed: 3 };
      await open(nsga2Result(weldedBeam, run, origin), { theme });
      assert.equal(await fact('Rows'), '800');
      assert.match(await fact('Feasible'), /^\d+ of 800 \(\d+(\.\d)? %\)$/);
      assert.match(await fact('Hypervolume'), /^\d/);
      assert.equal(await fact('Missing values'), 'none');
      assert.match(await details(), /against the reference point/);
      await explorer.screenshot(`summary-${theme}`);
    });
  }

  it('seeks the best among feasible rows of trials that completed', async () => {
    await open(
      columnsResult(
        [
          float64('cost', [1, 2, 3, 4, null], { ...minimised, unit: 'kg' }),
          float64(hostile, [1, 9, 3, 4, NaN], { role: 'objective', direction: 'maximize' }),
          float64('limit', [1, 0, 0, -1, 0], { role: 'inequality' }),
          categorical('state', ['COMPLETE', 'FAIL', 'COMPLETE', 'COMPLETE', 'COMPLETE']),
        ],
        { states: { COMPLETE: 4, FAIL: 1 } },
      ),
    );
    assert.equal(await fact('Feasible'), '4 of 5 (80 %)');
    assert.equal(await fact('Objectives'), `minimise cost, best 3 kg; maximise ${hostile}, best 4`);
    assert.equal(await fact('Missing values'), '2 in 2 columns');
    const words = await details();
    assert.match(words, /4 of 5 trials completed/);
    assert.match(words, /Best value of feasible rows of trials that completed/);
    assert.match(words, /cost: 1/);
  });

  it('does not move the plots when its values arrive', async () => {
    await open(columnsResult([float64('a', [1, 2], minimised), float64('b', [2, 1], minimised)]));
    const { page } = explorer;
    const top = (): Promise<number> =>
      page.locator('.plots').evaluate(element => element.getBoundingClientRect().top);
    await page.addInitScript(holdWork);
    await page.reload();
    await page.locator('.summary[aria-busy=true]').waitFor();
    assert.equal(await fact('Hypervolume'), 'computing…');
    const before = await top();
    await page.evaluate(() => window.releaseWork());
    await page.locator('.summary[aria-busy=false]').waitFor();
    assert.notEqual(await fact('Hypervolume'), 'computing…');
    assert.equal(await top(), before);
  });

  it('says in words what there is not', async () => {
    await open(columnsResult([float64('x', [NaN, NaN])]));
    assert.equal(await fact('Feasible'), 'no constraints');
    assert.equal(await fact('Objectives'), 'none');
    assert.equal(await fact('Hypervolume'), 'not computed: no objectives');
    assert.equal(await fact('Missing values'), '2 in 1 column');
  });

  it('has nothing to seek in a result without rows', async () => {
    await open(columnsResult([float64('a', [], minimised), float64('b', [], minimised)]));
    assert.equal(await fact('Objectives'), 'minimise a, best unknown; minimise b, best unknown');
    assert.equal(await fact('Hypervolume'), 'not computed: no row with all objectives');
  });

  it('takes infinite values for what they are', async () => {
    await open(
      columnsResult([
        float64('a', [Infinity, 2, 3], minimised),
        float64('b', [1, -Infinity, Infinity], minimised),
      ]),
    );
    assert.equal(await fact('Objectives'), 'minimise a, best 2; minimise b, best -∞');
    assert.equal(await fact('Hypervolume'), 'not computed: no row with all objectives');
  });
});

declare global {
  interface Window {
    releaseWork(): void;
  }
}

/** Keeps back what workers are told, until it is released. */
function holdWork(): void {
  const released = new Promise<void>(resolve => (window.releaseWork = resolve));
  const { prototype } = Worker;
  const post = Object.getOwnPropertyDescriptor(prototype, 'postMessage')?.value as () => void;
  prototype.postMessage = new Proxy(post, {
    apply(target, worker, args) {
      void released.then(() => {
        Reflect.apply(target, worker, args);
      });
    },
  });
}
