import type { Locator, Page } from 'playwright-core';
import { waitUntil } from './waitUntil';

/** After this time without a message the list is looked into. Milliseconds. */
const patienceMs = 2_000;

/**
 * The messages at the lower right of the window. Of more than three within 800 ms, VS Code shows only three; the others,
 * and those that it has hidden again, are in the list behind the bell. The faster the machine, the more of them.
 */
export class Notifications {
  private readonly shown: Locator;
  private readonly list: Locator;
  private readonly bell: Locator;

  constructor(page: Page) {
    this.list = page.locator('.notifications-center.visible');
    this.shown = page
      .locator('.notifications-toasts.visible, .notifications-center.visible')
      .locator('.notification-list-item');
    this.bell = page
      .locator('.statusbar-item')
      .filter({ has: page.locator('[class*=codicon-bell]') });
  }

  /** The texts of all messages that are shown now. */
  texts(): Promise<readonly string[]> {
    return this.shown.locator('.notification-list-item-message').allInnerTexts();
  }

  /** Waits for a message that contains `text` and returns all of its text. */
  async waitFor(text: string | RegExp, timeoutMs?: number): Promise<string> {
    const message = await this.find(text, timeoutMs);
    return message.locator('.notification-list-item-message').innerText();
  }

  /** Waits for a message that contains `text` and clicks its button. */
  async choose(text: string | RegExp, button: string): Promise<void> {
    const message = await this.find(text);
    // In the list, a message shows its buttons while it is pointed at.
    await message.hover();
    await message.getByRole('button', { name: button, exact: true }).click();
  }

  /** Waits for a message that contains `text` and closes it, so that it hides nothing. */
  async dismiss(text: string | RegExp): Promise<void> {
    const message = await this.find(text);
    await message.hover();
    await message.getByRole('button', { name: /^Clear Notification/ }).click();
    await message.waitFor({ state: 'hidden' });
  }

  private async find(text: string | RegExp, timeoutMs?: number): Promise<Locator> {
    const message = this.shown.filter({ hasText: text }).first();
    const start = Date.now();
    const isThere = async (): Promise<boolean> => {
      if (await message.isVisible()) return true;
      const isMissed = Date.now() - start > patienceMs;
      if (isMissed && !(await this.list.isVisible())) await this.bell.click();
      return false;
    };
    const what = `a message with ${text}`;
    await waitUntil(isThere, { what, ...(timeoutMs !== undefined && { timeoutMs }) });
    return message;
  }
}
