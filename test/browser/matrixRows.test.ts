import assert from 'node:assert/strict';
import { columnsResult } from '../fixtures/columnsResult';
import { nsga2Result } from '../fixtures/nsga2Result';
import { weldedBeam } from '../fixtures/testProblems';
import { categorical, float64 } from '../unit/support/columns';
import { MatrixReader } from './support/matrixReader';
import { pixelAt } from './support/pixelAt';

const design = { role: 'design' } as const;
const minimised = { role: 'objective', direction: 'minimize' } as const;

/** Five rows on a line: the one in the middle is infeasible, the last two did not complete. */
const mixed = columnsResult(
  [
    float64('a', [0, 4, 2, 1, 3], design),
    float64('b', [0, 4, 2, 1, 3], minimised),
    float64('limit', [0, 0, 1, 0, 0], { role: 'inequality' }),
    categorical('state', ['COMPLETE', 'COMPLETE', 'COMPLETE', 'PRUNED', 'FAIL']),
  ],
  { states: { COMPLETE: 3, PRUNED: 1, FAIL: 1 } },
);

describe('The rows of a scatter matrix', () => {
  let matrix: MatrixReader;

  afterEach(() => matrix.close());

  /** How opaque the points are so many pixels beside a place of the page. */
  async function inkBeside(
    [x, y]: readonly [number, number],
    pixels: readonly (readonly [right: number, down: number])[],
  ): Promise<readonly number[]> {
    const sheet = await matrix.sheet();
    const inks = pixels.map(([right, down]) =>
      pixelAt(matrix.points('all'), [
        (Math.floor(x - sheet.x) + right) / sheet.width,
        (Math.floor(y - sheet.y) + down) / sheet.height,
      ]),
    );
    return (await Promise.all(inks)).map(([, , , opacity = 0]) => opacity);
  }

  it('look different when they are infeasible, or of trials that did not complete', async () => {
    matrix = await MatrixReader.open(mixed);
    await matrix.drawn();
    const entries = matrix.page.locator('.matrix .legend-entry');
    assert.deepEqual(
      (await entries.allInnerTexts()).map(entry => entry.replace(/\s+/g, ' ')),
      ['● feasible', '✖ infeasible', '▲ pruned', '■ failed'],
    );
    const middle = await matrix.placeIn([0, 1], [0.5, 0.5], 2);
    const corners = [-2, 2].flatMap(right => [-2, 2].map(down => [right, down] as const));
    assert.ok((await inkBeside(middle, [[0, 0], ...corners])).every(opacity => opacity > 0));
    const sides = [-2, 2].flatMap(by => [[by, 0] as const, [0, by] as const]);
    assert.deepEqual(await inkBeside(middle, sides), [0, 0, 0, 0]);
    await matrix.page.mouse.move(...middle);
    assert.equal(await matrix.tip(), 'row 2, infeasible\na: 2\nb: 2');
  });

  it('all count, which is said where they are not alike', async () => {
    matrix = await MatrixReader.open(mixed);
    await matrix.drawn();
    const words = matrix.page.getByText(
      'Distributions and correlations count all 5 rows: 2 feasible, 1 infeasible, 1 pruned, 1 failed.',
    );
    await words.waitFor();
    await matrix.press('ArrowRight');
    await matrix.announced('a against b: rank correlation +1 of 5 of 5 rows');
    await matrix.toggleTable();
    await words.waitFor();
    assert.match(await matrix.page.locator('.matrix-table').innerText(), /b\t5 values from 0 to 4/);
  });

  it('are not said to be feasible where there are no constraints', async () => {
    matrix = await MatrixReader.open(
      columnsResult([float64('a', [1, 2], design), float64('b', [1, 2], minimised)]),
    );
    await matrix.drawn();
    const entries = matrix.page.locator('.matrix .legend-entry');
    assert.match((await entries.allInnerTexts()).join(), /^●\s+evaluated$/);
    assert.equal(await matrix.page.getByText('correlations count').count(), 0);
  });

  it('say what they are in a pair that is enlarged', async () => {
    matrix = await MatrixReader.open(mixed);
    await matrix.drawn();
    await matrix.press('ArrowDown', 'Enter');
    await matrix.page.locator('.matrix-pair .scatter-chart canvas').waitFor();
    await matrix.press('Home', 'ArrowRight', 'ArrowRight');
    await matrix.announced('row 2, a 2, b 2, is infeasible');
  });

  for (const theme of ['dark', 'light', 'high-contrast'] as const) {
    it(`look as in the other views, in the ${theme} theme`, async () => {
      const settings = { size: 60, generations: 12, seed: 4 };
      const origin = {
        id: '5a3f1e00-0000-4000-8000-000000000004',
        createdAt: '2026-01-02T03:04:05.678Z',
      };
      matrix = await MatrixReader.open(nsga2Result(weldedBeam, settings, origin), { theme });
      await matrix.drawn();
      await matrix.page.getByText(/count all \d+ rows: \d+ feasible, \d+ infeasible\./).waitFor();
      await matrix.screenshot(`matrix-rows-${theme}`);
    });
  }
});
