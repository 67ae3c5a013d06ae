import { errors, type Locator, type Page } from 'playwright-core';
import { Dialog } from './dialog';
import { Editors } from './editors';
import { Notifications } from './notifications';
import { QuickInput } from './quickInput';
import { screenshotPath } from './session';
import { exactly } from './textMatch';
import { waitUntil } from './waitUntil';

const loadTimeoutMs = 120_000;

/** After this time without an answer the palette is opened once more. */
const paletteTimeout = { timeout: 3_000 };

/**
 * A window of VS Code, used as a person would: by what is written on it.
 *
 * Every method waits for what it needs; none waits for a fixed time. What is not there after 30 seconds is an error
 * that names the locator.
 */
export class Workbench {
  /** The palette, pick lists and input boxes at the top of the window. */
  readonly quickInput: QuickInput;
  /** The messages at the lower right. */
  readonly notifications: Notifications;
  /** The modal dialog. */
  readonly dialog: Dialog;
  /** The editors with their tabs, texts, diffs and webviews. */
  readonly editors: Editors;

  constructor(
    /** For everything that has no method here. */
    readonly page: Page,
    /** Absolute path of the folder that is open. */
    readonly workspace: string,
    private readonly closeWindow: () => Promise<void>,
  ) {
    page.setDefaultTimeout(30_000);
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    this.dialog = new Dialog(page);
    this.editors = new Editors(page);
  }

  /**
   * Runs the command with exactly this title through the command palette.
   * @param title as the palette shows it, with the category: `OptiScope: Clear Cache`.
   */
  async run(title: string): Promise<void> {
    const what = `"${title}" in the command palette`;
    await waitUntil(() => this.pickCommand(title), { what });
  }

  /** Says whether the command palette offers a command of exactly this title now. */
  async offersCommand(title: string): Promise<boolean> {
    await this.page.keyboard.press('F1');
    await this.quickInput.type(`>${title}`);
    const rows = await this.quickInput.labels();
    await this.quickInput.cancel();
    return rows.includes(title);
  }

  /** Shows a container of the activity bar, for example `OptiScope` or `Explorer`. */
  async openContainer(title: string): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: title }).first();
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await this.page.locator('.sidebar .composite.title', { hasText: exactly(title) }).waitFor();
  }

  /** The tree of a view, by the title of the view. */
  tree(viewTitle: string): Locator {
    return this.pane(viewTitle).getByRole('tree');
  }

  /** Opens the section of a view if it is closed and returns its tree. */
  async expandView(viewTitle: string): Promise<Locator> {
    const header = this.pane(viewTitle).locator('.pane-header');
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
    const tree = this.tree(viewTitle);
    await tree.waitFor();
    return tree;
  }

  /**
   * A row of a tree, by the exact text of its label (without the description). Only rows that fit into the view
   * exist; a row further down has to be scrolled to.
   */
  treeRow(viewTitle: string, label: string): Locator {
    const ownLabel = this.page.locator('.label-name', { hasText: exactly(label) });
    return this.tree(viewTitle).getByRole('treeitem').filter({ has: ownLabel });
  }

  /** The labels of the rows that a view shows, from top to bottom. */
  async treeLabels(viewTitle: string): Promise<readonly string[]> {
    // In one step: rows come and go while they are looked at.
    const placed = await this.tree(viewTitle)
      .getByRole('treeitem')
      .evaluateAll(rows =>
        rows.map(row => ({
          index: Number(row.getAttribute('data-index')),
          label: row.querySelector('.label-name')?.textContent ?? '',
        })),
      );
    return placed.sort((a, b) => a.index - b.index).map(row => row.label);
  }

  /** Opens a row that has rows below it. */
  async expandRow(viewTitle: string, label: string): Promise<void> {
    const row = this.treeRow(viewTitle, label);
    if ((await row.getAttribute('aria-expanded')) === 'true') return;
    await row.locator('.monaco-tl-twistie').click();
    await waitUntil(async () => (await row.getAttribute('aria-expanded')) === 'true');
  }

  /** The text that a view shows instead of rows, with its buttons and links. */
  welcome(viewTitle: string): Locator {
    return this.pane(viewTitle).locator('.welcome-view-content');
  }

  /** Chooses an entry of the context menu of `target`. */
  async contextMenu(target: Locator, entry: string): Promise<void> {
    await target.click({ button: 'right' });
    // The name of an entry ends with its keybinding, if it has one.
    const label = this.page.locator('.action-label', { hasText: exactly(entry) });
    await label.hover();
    // A fresh menu ignores clicks for a moment, but never the keyboard.
    await this.page.locator('.action-item.focused').filter({ has: label }).waitFor();
    await this.page.keyboard.press('Enter');
    await label.waitFor({ state: 'hidden' });
  }

  /** Clicks the inline button of a row or of the header of a view; they only show while the mouse is over it. */
  async inlineAction(target: Locator, title: string): Promise<void> {
    await target.hover();
    await target.getByRole('button', { name: title }).click();
  }

  /** The header of a view, which holds the buttons of its title. */
  viewHeader(viewTitle: string): Locator {
    return this.pane(viewTitle).locator('.pane-header');
  }

  /** An entry of the status bar, by a part of its text. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  /** Drops `source` on `target` with the mouse. */
  async drag(source: Locator, target: Locator): Promise<void> {
    await source.dragTo(target);
  }

  /** What the clipboard holds. */
  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Waits until a window that was opened or reloaded takes commands. */
  async waitUntilReady(): Promise<void> {
    const { page } = this;
    await page.locator('.monaco-workbench').waitFor({ timeout: loadTimeoutMs });
    // The status bar of the remote extension host appears last among the parts of a fresh window.
    await page.getByRole('tab', { name: 'OptiScope' }).first().waitFor({ timeout: loadTimeoutMs });
  }

  /** Reloads the window with the command for it, which lets VS Code save what it shows; a reload by the browser does not. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: loadTimeoutMs });
    await this.run('Developer: Reload Window');
    await loaded;
    await this.waitUntilReady();
  }

  /** Saves a picture of the window in `out/screenshots/<version>/<name>.png` and returns its path. */
  async screenshot(name: string): Promise<string> {
    const file = await screenshotPath(name);
    await this.page.screenshot({ path: file });
    return file;
  }

  /** The texts of the messages that are shown, and of the question in the middle. */
  async visibleMessages(): Promise<readonly string[]> {
    return [...(await this.notifications.texts()), ...(await this.dialog.box.allInnerTexts())];
  }

  /** Closes the window; a workspace that was made for it is removed. */
  close(): Promise<void> {
    return this.closeWindow();
  }

  /**
   * Says whether the command was picked. An editor draws its text before it takes the focus, and with that it closes a
   * palette that was opened in between: then it has to be opened again, as a person would.
   */
  private async pickCommand(title: string): Promise<boolean> {
    try {
      await this.page.keyboard.press('F1');
      await this.quickInput.type(`>${title}`, paletteTimeout);
      await this.quickInput.pick(title, paletteTimeout);
      return true;
    } catch (error) {
      if (error instanceof errors.TimeoutError) return false;
      throw error;
    }
  }

  private pane(viewTitle: string): Locator {
    const title = this.page.locator('.pane-header .title', { hasText: exactly(viewTitle) });
    return this.page.locator('.pane').filter({ has: title });
  }
}
