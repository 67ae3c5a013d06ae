import type { Page } from 'playwright-core';

/** What is noted in a page, in milliseconds since 1970. */
interface Noted {
  /** When the page was told what there is to show. */
  start?: number;
  /** When the last cells came that it had asked for by then. */
  loaded?: number;
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

const timeout = 120_000;

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
    const now = (): number => performance.timeOrigin + performance.now();
    window.benchNoted = noted;
    window.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
      const { answer } = data;
      if (answer?.rowCount !== undefined) noted.start ??= now();
      if (answer?.values !== undefined && noted.painted === undefined) noted.loaded = now();
      noted.cellBytes += (answer?.values?.byteLength ?? 0) + (answer?.valid?.byteLength ?? 0);
    });
    // A webview is a frame in a frame, of the same origin here.
    const documentsIn = (place: Document): readonly Document[] => [
      place,
      ...[...place.querySelectorAll('iframe')].flatMap(({ contentDocument }) =>
        contentDocument === null ? [] : documentsIn(contentDocument),
      ),
    ];
    const isThere = (selector: string): boolean =>
      documentsIn(document).some(place =>
        [...place.querySelectorAll(selector)].some(element => element.getClientRects().length > 0),
      );
    const look = (): void => {
      if (!there.every(isThere) || gone.some(isThere)) requestAnimationFrame(look);
      // This is asked before a frame is painted; the task after it runs when it was.
      else setTimeout(() => (noted.painted = now()));
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

/** Milliseconds to the paint: from the host's answer what the result is, and from its last answer with cells. */
export async function paintedMs(
  page: Page,
): Promise<{ readonly sinceOutline: number; readonly sinceCells: number }> {
  const { start = NaN, loaded = NaN, painted = NaN } = await paintedIn(page);
  return { sinceOutline: painted - start, sinceCells: painted - loaded };
}

/** What was noted, once the sight is painted. */
export async function paintedIn(page: Page): Promise<Readonly<Noted>> {
  await page.waitForFunction(() => window.benchNoted.painted !== undefined, undefined, { timeout });
  return page.evaluate(() => window.benchNoted);
}
