import assert from 'node:assert/strict';
import type { Column } from '../../src/core/column';
import { OptimizationResult } from '../../src/core/result';
import { columnsResult } from '../fixtures/columnsResult';
import { seededRandom } from '../fixtures/seededRandom';
import { float64 } from '../unit/support/columns';
import { openExplorer } from './support/openExplorer';
import type { OpenedExplorer, OpenOptions } from './support/openExplorer';

const hostile = '<img src=x onerror=noted.errors.push(1)> & "y"';

/** Three objectives with odd names, and a design variable. */
function aResult(rows: number): OptimizationResult {
  const random = seededRandom(5);
  const column = (name: string, role: 'design' | 'objective'): Column => ({
    type: 'float64',
    variable: { name, role, ...(role === 'objective' && { direction: 'minimize', unit: 'kg' }) },
    values: Float64Array.from({ length: rows }, () => random.uniform()),
  });
  const columns = [
    column('x', 'design'),
    column(hostile, 'objective'),
    column(`second ${hostile}`, 'objective'),
    column(`third \u0001 ${hostile}`, 'objective'),
  ];
  return new OptimizationResult({ problem: { name: 'pictures' }, columns });
}

interface Svg {
  readonly isWellFormed: boolean;
  readonly tags: readonly string[];
  readonly texts: readonly string[];
  readonly size: readonly [string | null, string | null];
  /** Addresses of all that is not in the file. */
  readonly outside: readonly string[];
  readonly images: readonly (readonly number[])[];
}

describe('Pictures', () => {
  let explorer: OpenedExplorer;

  afterEach(() => explorer.close());

  async function open(rows: number, options?: OpenOptions): Promise<void> {
    explorer = await openExplorer(aResult(rows), options);
    await explorer.page.locator('.pareto-facts').waitFor();
  }

  async function save(format: 'SVG' | 'PNG'): Promise<void> {
    const { page } = explorer;
    await page.getByRole('button', { name: 'Save Picture…' }).click();
    await page.getByRole('button', { name: format, exact: true }).click();
    await page.locator('.picture-note', { hasText: /./ }).waitFor();
  }

  function said(): Promise<string> {
    return explorer.page.locator('.picture-note').innerText();
  }

  async function savedSvg(): Promise<Svg> {
    await save('SVG');
    const saved = await lastSaved();
    // Elsewhere: what a picture may hold is not for the policy of the explorer.
    const elsewhere = await explorer.page.context().browser()?.newPage();
    assert.ok(elsewhere);
    return elsewhere.evaluate(base64 => {
      const bytes = Uint8Array.from(atob(base64), each => each.charCodeAt(0));
      const text = new TextDecoder().decode(bytes);
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      const all = [...parsed.querySelectorAll('*')];
      const references = all.flatMap(element =>
        ['href', 'xlink:href', 'src'].flatMap(name => element.getAttribute(name) ?? []),
      );
      const root = parsed.documentElement;
      return {
        isWellFormed: parsed.querySelector('parsererror') === null,
        tags: [...new Set(all.map(({ tagName }) => tagName))].sort(),
        texts: [...parsed.querySelectorAll('text')].map(({ textContent }) => textContent ?? ''),
        size: [root.getAttribute('width'), root.getAttribute('height')] as const,
        outside: references.filter(address => !/^(data:image\/png;|#)/.test(address)),
        images: [...parsed.querySelectorAll('image')].map(image =>
          ['x', 'y', 'width', 'height'].map(name => Number(image.getAttribute(name))),
        ),
      };
    }, saved);
  }

  /** In base64. */
  function lastSaved(): Promise<string> {
    return explorer.page.evaluate(() => window.saved.at(-1)?.base64 ?? '');
  }

  /** Size of the PNG that was saved last, its first pixel, and how many colours are in its corner. */
  async function savedPng(): Promise<{
    readonly size: readonly [number, number];
    readonly corner: readonly number[];
    readonly colours: number;
  }> {
    return explorer.page.evaluate(
      async base64 => {
        const bytes = Uint8Array.from(atob(base64), each => each.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(400, 400);
        const ink = canvas.getContext('2d');
        ink?.drawImage(bitmap, 0, 0);
        const { data } = ink?.getImageData(0, 0, 400, 400) as ImageData;
        const colours = new Set(new Uint32Array(data.buffer)).size;
        return {
          size: [bitmap.width, bitmap.height] as const,
          corner: [...data.slice(0, 4)],
          colours,
        };
      },
      await lastSaved(),
    );
  }

  /** A file that holds all it needs and does nothing. */
  function assertHarmless({ isWellFormed, outside, tags }: Svg): void {
    assert.ok(isWellFormed);
    assert.deepEqual(outside, []);
    const known = 'clipPath defs g image linearGradient path rect stop style svg text'.split(' ');
    assert.deepEqual(
      tags.filter(tag => !known.includes(tag)),
      [],
    );
  }

  it('are vectors where there are few points, with names as they are', async () => {
    await open(200);
    const svg = await savedSvg();
    assertHarmless(svg);
    assert.deepEqual(svg.images, []);
    assert.ok(svg.texts.some(text => text.startsWith('<img src=x onerror=')));
    assert.ok(svg.texts.some(text => text.startsWith('second <img src=x')));
    assert.equal(await said(), 'Saved as shown-pareto.svg.');
  });

  it('name of marks that lie upon each other only what can be read', async () => {
    const minimised = { role: 'objective', direction: 'minimize' } as const;
    explorer = await openExplorer(
      columnsResult([
        float64('a', [0, 0.1, 1, 1000], minimised),
        float64('b', [1, 0.1, 0, 1000], minimised),
      ]),
    );
    const { page } = explorer;
    await page.locator('.pareto-facts', { hasText: 'Hypervolume' }).waitFor();
    const leftOfTheirMarks = (texts: readonly string[]) =>
      texts.filter(text => text === 'knee' || text === 'reference').length;
    assert.equal(leftOfTheirMarks((await savedSvg()).texts), 1);
    await page.getByRole('button', { name: 'Zoom to front' }).click();
    await page.locator('button:enabled', { hasText: 'Reset zoom' }).waitFor();
    assert.ok((await savedSvg()).texts.includes('knee'));
  });

  it('hold many points as one image between vector axes', async () => {
    await open(5000);
    const svg = await savedSvg();
    assertHarmless(svg);
    const [image] = svg.images;
    assert.equal(svg.images.length, 1);
    const canvas = await explorer.page
      .locator('.scatter-points')
      .first()
      .evaluate(element => {
        const { style } = element;
        return [style.left, style.top, style.width, style.height].map(parseFloat);
      });
    assert.deepEqual(image?.map(Math.round), canvas.map(Math.round));
    assert.ok(svg.texts.some(text => text.startsWith('second <img src=x')));
  });

  for (const rows of [200, 6000]) {
    it(`show ${rows} points in three dimensions`, async () => {
      await open(rows);
      await explorer.page
        .getByRole('combobox', { name: 'Z', exact: true })
        .selectOption({ index: 1 });
      await explorer.page.getByText('Drag or use the arrow keys to turn').waitFor();
      const svg = await savedSvg();
      assertHarmless(svg);
      assert.equal(svg.images.length, rows > 5000 ? 1 : 0);
      assert.ok(svg.texts.some(text => text.startsWith('second <img src=x')));
    });
  }

  for (const rows of [100, 20_000]) {
    it(`show ${rows} lines of parallel coordinates as vectors, with the names of the axes`, async () => {
      await open(rows);
      await explorer.page.getByRole('tab', { name: 'Parallel Coordinates' }).click();
      await explorer.page.locator('.axis-head').nth(3).waitFor();
      await explorer.page.locator('.parallel-controls select').selectOption('x');
      const svg = await savedSvg();
      assertHarmless(svg);
      assert.deepEqual(svg.images, []);
      assert.ok(svg.texts.includes('x'));
      assert.ok(svg.texts.some(text => /^x: 0\S* to 0\.99\S*$/.test(text)));
      assert.ok(svg.texts.some(text => text.startsWith('<img src=x')));
    });
  }

  it('are PNG with two pixels to each of the screen, on the background of the theme', async () => {
    await open(3000, { theme: 'light' });
    await save('PNG');
    const { size, corner, colours } = await savedPng();
    const stage = explorer.page.locator('.scatter-stage').first();
    const shown = await stage.evaluate(({ offsetWidth, offsetHeight }: HTMLElement) => [
      offsetWidth,
      offsetHeight,
    ]);
    assert.deepEqual(
      size,
      shown.map(length => 2 * length),
    );
    assert.deepEqual(corner, [255, 255, 255, 255]);
    assert.ok(colours > 20, `${colours} colours`);
    await explorer.page.getByRole('tab', { name: 'Parallel Coordinates' }).click();
    await explorer.page.locator('.axis-head').nth(3).waitFor();
    await save('PNG');
    const second = await savedPng();
    const lines = await explorer.page.locator('.parallel-stage').boundingBox();
    assert.deepEqual(second.corner, [255, 255, 255, 255]);
    assert.equal(second.size[0], 2 * (lines?.width ?? 0));
  });

  it('show nothing of a drag that is going on', async () => {
    await open(200);
    const before = (await savedSvg()).tags;
    const { page } = explorer;
    const stage = await page.locator('.scatter-stage').first().boundingBox();
    assert.ok(stage);
    await page.mouse.move(stage.x + 150, stage.y + 100);
    await page.mouse.down();
    await page.mouse.move(stage.x + 300, stage.y + 200, { steps: 3 });
    const first = await lastSaved();
    await page.getByRole('button', { name: 'Save Picture…' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'SVG', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.saved.length === 2);
    await page.mouse.up();
    assert.equal(await lastSaved(), first);
    assert.deepEqual((await savedSvg()).tags, before);
  });

  it('are not saved when the user changes their mind, and a failure is told', async () => {
    await open(50);
    await explorer.page.evaluate(() => (window.placeAsked = 'cancel'));
    await save('SVG');
    assert.equal(await said(), 'Nothing was saved.');
    await explorer.page.evaluate(() => (window.placeAsked = 'fail'));
    await save('PNG');
    await explorer.page.getByText('No picture was saved: The disk is full.').first().waitFor();
    assert.equal(await explorer.page.evaluate(() => window.saved.length), 0);
  });

  it('can be copied', async () => {
    await open(50);
    const { page } = explorer;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy Picture' }).click();
    await page.getByText('Copied the picture.').first().waitFor();
    const types = await page.evaluate(async () =>
      (await navigator.clipboard.read()).flatMap(item => [...item.types]),
    );
    assert.deepEqual(types, ['image/png']);
  });

  for (const view of ['Pareto', 'Scatter Matrix', 'Importance']) {
    it(`are not taken of ${view} while it is shown as a table`, async () => {
      await open(50);
      await explorer.page.getByRole('tab', { name: view }).click();
      await explorer.page.locator('button:enabled:visible:text("Show as table")').click();
      await save('SVG');
      assert.equal(
        await said(),
        'No picture was saved: The plot is not in sight. Turn off Show as table first.',
      );
      assert.equal(await explorer.page.evaluate(() => window.saved.length), 0);
    });
  }

  for (const view of ['Parallel Coordinates', 'Scatter Matrix']) {
    it(`are not taken of nothing in ${view}`, async () => {
      explorer = await openExplorer(aResult(0));
      await explorer.page.getByRole('tab', { name: view }).click();
      await explorer.page.getByText('This result has no rows.').first().waitFor();
      await save('SVG');
      assert.equal(await said(), 'No picture was saved: This result has no rows.');
    });
  }
});
