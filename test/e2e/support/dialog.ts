import type { Locator, Page } from 'playwright-core';

/** The modal dialog in the middle of the window. */
export class Dialog {
  /** The whole dialog. */
  readonly box: Locator;

  constructor(page: Page) {
    this.box = page.locator('.monaco-dialog-box');
  }

  /** Waits for a dialog and returns its message and its detail. */
  async text(): Promise<{ readonly message: string; readonly detail: string }> {
    await this.box.waitFor();
    const message = await this.box.locator('.dialog-message-text').allInnerTexts();
    const detail = await this.box.locator('.dialog-message-detail').allInnerTexts();
    return { message: message.join('\n').trim(), detail: detail.join('\n').trim() };
  }

  /** The captions of its buttons. */
  buttons(): Promise<readonly string[]> {
    return this.box.locator('.dialog-buttons').getByRole('button').allInnerTexts();
  }

  /** Clicks the button with this caption and waits until the dialog is gone. */
  async choose(button: string): Promise<void> {
    await this.box.getByRole('button', { name: button, exact: true }).click();
    await this.box.waitFor({ state: 'hidden' });
  }
}
