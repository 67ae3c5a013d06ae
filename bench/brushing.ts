import type { Page } from 'playwright-core';
import type { OptimizationResult } from '../src/core/result';
import { openExplorer } from '../test/browser/support/openExplorer';
import { milliseconds, rowOf } from './figures';
import type { Figure } from './figures';

/** Long enough for dozens of frames. */
const brushMs = 4_000;

interface Frames {
  /** Pictures of the points that were painted, a second. */
  readonly rate: number;
  /** The longest time without a frame. */
  readonly gapMs: number;
}

/** Draws a rectangle over the Pareto plot for some seconds and counts how often the points are painted anew. */
export async function brushing(result: OptimizationResult): Promise<readonly Figure[]> {
  const opened = await openExplorer(result);
  const { page } = opened;
  try {
    await page.locator('.pareto-plane .scatter-stage[aria-label]').waitFor();
    const { rate, gapMs } = await brushed(page);
    const work = `brushing ${result.rowCount.toLocaleString('en')} rows in the Pareto plot`;
    return [
      // Below a limit, as everything else here: time from picture to picture.
      rowOf({
        work: `${work}, time of a frame (20 a second or more)`,
        ours: 1000 / rate,
        limit: 50,
      }),
      { work: `${work}, longest time without a frame`, ours: milliseconds(gapMs) },
    ];
  } finally {
    await opened.close();
  }
}

async function brushed(page: Page): Promise<Frames> {
  const box = await page.locator('.pareto-plane .scatter-overlay').boundingBox();
  if (box === null) throw new Error('The plot is not in sight.');
  const { x, y, width, height } = box;
  await page.mouse.move(x + 10, y + 10);
  await page.mouse.down();
  await page.evaluate(countFrames);
  const start = performance.now();
  let step = 0;
  while (performance.now() - start < brushMs) {
    const share = 0.5 + 0.45 * Math.sin(step++ / 10);
    await page.mouse.move(x + width * share, y + height * share);
  }
  const frames = await page.evaluate(() => window.benchFrames());
  await page.mouse.up();
  return frames;
}

declare global {
  interface Window {
    benchFrames(): Frames;
  }
}

function countFrames(): void {
  const start = performance.now();
  let [painted, before, gapMs] = [0, start, 0];
  const { prototype } = CanvasRenderingContext2D;
  const put = Object.getOwnPropertyDescriptor(prototype, 'putImageData')?.value as () => void;
  prototype.putImageData = new Proxy(put, {
    apply: (target, context, args) => {
      painted++;
      return Reflect.apply(target, context, args) as void;
    },
  });
  const frame = (now: number): void => {
    gapMs = Math.max(gapMs, now - before);
    before = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.benchFrames = () => ({ rate: painted / ((performance.now() - start) / 1000), gapMs });
}
