import * as vscode from 'vscode';
import type { Disposable } from '../core/event';
import { isLasting } from '../storage/address';
import type { StorageManager } from '../storage/manager';
import { addressOf, uriOf } from './addressUri';

/** The keys that the last sync left in conflict: marked in both trees until a sync settles them. */
export class ConflictMarks implements vscode.FileDecorationProvider, Disposable {
  private readonly didChangeKeys = new vscode.EventEmitter<ReadonlySet<string>>();
  private readonly didChangeDecorations = new vscode.EventEmitter<undefined>();
  private readonly subscription: Disposable;
  private keys: ReadonlySet<string> = new Set();

  readonly onDidChangeKeys = this.didChangeKeys.event;
  readonly onDidChangeFileDecorations = this.didChangeDecorations.event;

  constructor(manager: StorageManager) {
    this.subscription = manager.onDidChange(({ keys }) => {
      // What was edited, renamed or deleted since is no longer what the sync saw.
      const left =
        keys === undefined ? this.keys : [...this.keys].filter(key => !keys.includes(key));
      this.mark(left);
    });
  }

  mark(keys: Iterable<string>): void {
    const marked = new Set(keys);
    if (marked.size === 0 && this.keys.size === 0) return;
    this.keys = marked;
    this.didChangeKeys.fire(marked);
    this.didChangeDecorations.fire(undefined);
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const address = addressOf(uri);
    if (address === undefined || !isLasting(address.backend)) return undefined;
    if (!this.keys.has(address.key) || uri.toString() !== uriOf(address).toString())
      return undefined;
    return {
      badge: '!',
      tooltip: 'Differs in the primary and the secondary backend',
      color: new vscode.ThemeColor('list.warningForeground'),
    };
  }

  dispose(): void {
    this.subscription.dispose();
    this.didChangeKeys.dispose();
    this.didChangeDecorations.dispose();
  }
}
