import type { Page } from 'playwright-core';

/** What is noted in a page, in its own clock. */
interface Noted {
  /** When the page was told what there is to show. */
  start?: number;
  /** When the browser had painted the first frame in which all of it was there. */
  painted?: number;
  /** The bytes of all cells that the page got. */
  cellBytes: number;
}

declare global {
  interface Window {
    benchNoted: Noted;
  }
}

/** How a page looks that has drawn everything, by selectors. */
export interface Sight {
  /** Of each there is something in sight. */
  readonly there: readonly string[];
  /** There is nothing of these. */
  readonly gone: readonly string[];
}

/**
 * Has a page note when the host has answered what the result is, and when a sight was first painted. To be called before
 * the page is loaded.
 */
export async function notePainting(page: Page, sight: Sight): Promise<void> {
  await page.addInitScript(({ there, gone }) => {
    const noted: Noted = { cellBytes: 0 };
    window.benchNoted = noted;
    window.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
      const { answer } = data;
      if (answer?.rowCount !== undefined) noted.start ??= performance.now();
      noted.cellBytes += (answer?.values?.byteLength ?? 0) + (answer?.valid?.byteLength ?? 0);
    });
    const isThere = (selector: string): boolean =>
      [...document.querySelectorAll<HTMLElement>(selector)].some(
        element => element.getClientRects().length > 0,
      );
    const look = (): void => {
      if (!there.every(isThere) || gone.some(isThere)) requestAnimationFrame(look);
      // The task after a frame runs when it was painted.
      else requestAnimationFrame(() => setTimeout(() => (noted.painted = performance.now())));
    };
    requestAnimationFrame(look);
  }, sight);
}

interface Answered {
  readonly answer?: {
    readonly rowCount?: number;
    readonly values?: { readonly byteLength?: number };
    readonly valid?: { readonly byteLength: number };
  };
}

/** Milliseconds from the host's answer to the paint. */
export async function paintedMs(page: Page): Promise<number> {
  await page.waitForFunction(() => window.benchNoted.painted !== undefined, undefined, {
    timeout: 300_000,
  });
  return page.evaluate(() => {
    const { start = NaN, painted = NaN } = window.benchNoted;
    return painted - start;
  });
}
