import type { Locator, Page } from 'playwright-core';
import { exactly } from './textMatch';
import { waitUntil } from './waitUntil';

/** The box at the top of the window: command palette, pick lists, input boxes and the dialog for files. */
export class QuickInput {
  /** The whole box. */
  readonly box: Locator;
  private readonly input: Locator;

  constructor(private readonly page: Page) {
    this.box = page.locator('.quick-input-widget:visible');
    this.input = this.box.locator('.quick-input-filter input');
  }

  /** Waits until the box is there; `title`, `placeholder`, prompt or message contains `text`. */
  async waitFor(text?: string): Promise<void> {
    await this.box.waitFor();
    if (text === undefined) return;
    await waitUntil(async () => (await this.texts()).some(found => found.includes(text)), {
      what: `a quick input that says "${text}"`,
    });
  }

  /** Replaces the text in the box. */
  async type(text: string, options?: { readonly timeout: number }): Promise<void> {
    await this.input.fill(text, options);
  }

  /** The text in the box. */
  value(): Promise<string> {
    return this.input.inputValue();
  }

  /** The line below the text: a prompt, or why the input is not valid. */
  async message(): Promise<string> {
    return (await this.box.locator('.quick-input-message').innerText()).trim();
  }

  /** The labels of the rows that are shown. */
  async labels(): Promise<readonly string[]> {
    const labels = await this.rows().locator('.label-name').allInnerTexts();
    return labels.map(label => label.replaceAll('\u00a0', ' '));
  }

  /** A row, by its exact label (without its description and detail). */
  row(label: string): Locator {
    const ownLabel = this.page.locator('.label-name', { hasText: exactly(label) });
    return this.rows().filter({ has: ownLabel }).first();
  }

  /** Chooses the row with exactly this label. In a list with check boxes it toggles the row. */
  async pick(label: string, options?: { readonly timeout: number }): Promise<void> {
    await this.row(label).click(options);
  }

  /** Types `text` and presses Enter. */
  async enter(text: string): Promise<void> {
    await this.type(text);
    await this.accept();
  }

  /** Presses Enter. */
  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  /** Presses Escape. */
  async cancel(): Promise<void> {
    await this.input.press('Escape');
  }

  private rows(): Locator {
    // Rows have the role of an option, or of a check box where several can be chosen.
    return this.box.locator('.quick-input-list .monaco-list-row');
  }

  private async texts(): Promise<readonly string[]> {
    const placeholder = (await this.input.getAttribute('placeholder')) ?? '';
    const visible = await this.box
      .locator('.quick-input-title, .quick-input-message')
      .allInnerTexts();
    return [placeholder, ...visible];
  }
}
