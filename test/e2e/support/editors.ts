import type { Frame, Locator, Page } from 'playwright-core';
import { waitUntil } from './waitUntil';

/** The editor area: tabs, texts, diffs, and the frames of webviews. */
export class Editors {
  constructor(private readonly page: Page) {}

  /** The tab whose title contains `title`. */
  tab(title: string | RegExp): Locator {
    return this.page.locator('.editor-group-container').getByRole('tab', { name: title }).first();
  }

  /** The text of the active text editor as far as it is drawn: what is scrolled out of sight is not in it. */
  async text(): Promise<string> {
    const editor = this.page.locator(
      '.editor-group-container.active .editor-instance .monaco-editor',
    );
    return linesOf(editor.last());
  }

  /** Waits until the drawn text of the active text editor contains `text`, and returns all of it. */
  async waitForText(text: string): Promise<string> {
    let found = '';
    await waitUntil(
      async () => {
        found = await this.text();
        return found.includes(text);
      },
      { what: `an editor with the text "${text}"` },
    );
    return found;
  }

  /** The drawn texts of both sides of the active diff editor. */
  async diff(): Promise<{ readonly original: string; readonly modified: string }> {
    const diff = this.page.locator('.editor-group-container.active .monaco-diff-editor');
    await diff.waitFor();
    return {
      original: await linesOf(diff.locator('.editor.original .monaco-editor')),
      modified: await linesOf(diff.locator('.editor.modified .monaco-editor')),
    };
  }

  /** Waits for a webview (a panel or a Markdown preview) whose text contains `text` and returns its frame. */
  async webview(text: string, timeoutMs = 30_000): Promise<Frame> {
    let found: Frame | undefined;
    await waitUntil(
      async () => {
        for (const frame of this.page.frames()) {
          if ((await frameText(frame)).includes(text)) found = frame;
        }
        return found !== undefined;
      },
      { what: `a webview with the text "${text}"`, timeoutMs },
    );
    return found as Frame;
  }
}

async function frameText(frame: Frame): Promise<string> {
  if (frame.parentFrame() === null) return '';
  // A frame may go away while it is asked, which happens to every webview while it loads.
  return frame.evaluate(() => document.body?.innerText ?? '').catch(() => '');
}

async function linesOf(editor: Locator): Promise<string> {
  const lines = await editor.locator('.view-line').evaluateAll(elements =>
    elements
      .map(element => ({
        top: Number.parseFloat((element as HTMLElement).style.top),
        text: element.textContent ?? '',
      }))
      .sort((a, b) => a.top - b.top)
      .map(line => line.text),
  );
  // The editor draws blanks as no-break spaces.
  return lines.join('\n').replaceAll('\u00a0', ' ');
}
