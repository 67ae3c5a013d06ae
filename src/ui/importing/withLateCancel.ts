import * as vscode from 'vscode';

/** What is done sooner than this needs no notification of its own. */
const patienceMs = 800;

type Follow = (done: number, total: number) => void;

/**
 * Does `work`, and when that takes long, shows a notification that tells how far it is and has a Cancel button, which
 * aborts the signal.
 */
export async function withLateCancel<T>(
  title: string,
  work: (signal: AbortSignal, follow: Follow) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let show: Follow = () => undefined;
  const working = work(controller.signal, (done, total) => show(done, total));
  const timer = setTimeout(() => {
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    void vscode.window.withProgress(options, async (progress, token) => {
      token.onCancellationRequested(() => controller.abort());
      let shown = 0;
      show = (done, total) => {
        const percent = Math.floor((100 * done) / Math.max(total, 1));
        progress.report({ message: `${percent} %`, increment: percent - shown });
        shown = percent;
      };
      // Whoever waits for the work is told when it fails.
      await working.catch(() => undefined);
    });
  }, patienceMs);
  try {
    return await working;
  } finally {
    clearTimeout(timer);
  }
}
