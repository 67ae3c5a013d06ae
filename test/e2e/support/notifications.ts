import type { Locator, Page } from 'playwright-core';

/** The messages at the lower right of the window. */
export class Notifications {
  private readonly toasts: Locator;

  constructor(page: Page) {
    this.toasts = page.locator('.notifications-toasts .notification-list-item');
  }

  /** A message that contains `text`. */
  message(text: string | RegExp): Locator {
    return this.toasts.filter({ hasText: text }).first();
  }

  /** Waits for a message that contains `text` and returns all of its text. */
  async waitFor(text: string | RegExp, timeoutMs?: number): Promise<string> {
    const message = this.message(text);
    await message.waitFor(timeoutMs === undefined ? {} : { timeout: timeoutMs });
    return message.locator('.notification-list-item-message').innerText();
  }

  /** Waits for a message that contains `text` and clicks its button. */
  async choose(text: string | RegExp, button: string): Promise<void> {
    await this.message(text).getByRole('button', { name: button, exact: true }).click();
  }

  /** Waits for a message that contains `text` and closes it, so that it hides nothing. */
  async dismiss(text: string | RegExp): Promise<void> {
    const message = this.message(text);
    await message.hover();
    await message.getByRole('button', { name: /^Clear Notification/ }).click();
    await message.waitFor({ state: 'hidden' });
  }
}
