import type { Frame } from 'playwright-core';
import type { Workbench } from './workbench';

/** After a reload, the extension host has to start before its panels are there again. */
const restoreTimeoutMs = 120_000;

/** The frame of the explorer whose heading is `heading`, once its plot is drawn. */
export async function explorerFrame(workbench: Workbench, heading: string): Promise<Frame> {
  const frame = await workbench.editors.webview(heading, restoreTimeoutMs);
  await frame.getByRole('heading', { name: heading, exact: true }).waitFor();
  await frame.locator('.view.pareto canvas[data-zr-dom-id]').waitFor();
  return frame;
}

/** What the page in a frame tried that its policy forbids, from its start on, as `directive: uri`. */
export function violationsIn(frame: Frame): Promise<readonly string[]> {
  return frame.evaluate(
    () =>
      new Promise<string[]>(resolve => {
        const found: string[] = [];
        // Reports of the time before there was an observer are kept for it.
        const observer = new ReportingObserver(
          reports => {
            for (const { body } of reports) {
              const { effectiveDirective, blockedURL } = body as unknown as Violation;
              found.push(`${effectiveDirective}: ${blockedURL}`);
            }
          },
          { types: ['csp-violation'], buffered: true },
        );
        observer.observe();
        // They are handed over in a task of their own, after which this one is queued.
        setTimeout(() => resolve(found), 100);
      }),
  );
}

interface Violation {
  readonly effectiveDirective: string;
  readonly blockedURL: string;
}
