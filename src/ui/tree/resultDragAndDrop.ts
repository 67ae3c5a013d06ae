import * as vscode from 'vscode';
import type { Address, BackendName } from '../../storage/address';
import type { ResultTreeNode } from './resultTree';

/** Travels between our views only: VS Code hands the very object over within one extension host. */
const resultsMime = 'application/vnd.optiscope.results';
const filesMime = 'text/uri-list';

/** What the view asks for when something was dropped on it. */
export interface DropHandlers {
  /** Copies results of another backend into this one, or moves results of this one into a folder. */
  takeResults(results: readonly Address[], to: BackendName, folder: string): Promise<void>;
  takeFiles(files: readonly vscode.Uri[], to: BackendName, folder: string): Promise<void>;
}

export class ResultDragAndDrop implements vscode.TreeDragAndDropController<ResultTreeNode> {
  readonly dragMimeTypes = [resultsMime];
  readonly dropMimeTypes = [resultsMime, filesMime];

  constructor(
    private readonly backend: BackendName,
    private readonly handlers: DropHandlers,
  ) {}

  handleDrag(nodes: readonly ResultTreeNode[], transfer: vscode.DataTransfer): void {
    const results = nodes.filter(node => node.kind === 'result');
    if (results.length > 0) transfer.set(resultsMime, new vscode.DataTransferItem(results));
  }

  async handleDrop(
    target: ResultTreeNode | undefined,
    transfer: vscode.DataTransfer,
  ): Promise<void> {
    const folder = folderOf(target);
    const dragged: unknown = transfer.get(resultsMime)?.value;
    if (isAddresses(dragged)) {
      await this.handlers.takeResults(dragged, this.backend, folder);
      return;
    }
    const list = await transfer.get(filesMime)?.asString();
    const files = (list ?? '').split(/\r?\n/).filter(line => line !== '' && !line.startsWith('#'));
    if (files.length === 0) return;
    const uris = files.map(file => vscode.Uri.parse(file, true));
    await this.handlers.takeFiles(uris, this.backend, folder);
  }
}

function isAddresses(value: unknown): value is readonly Address[] {
  return Array.isArray(value);
}

/** The prefix of keys in the folder that `node` is or lies in. */
function folderOf(node: ResultTreeNode | undefined): string {
  switch (node?.kind) {
    case 'folder':
    case 'group':
      return node.prefix;
    case 'result':
      return node.key.slice(0, node.key.length - node.name.length);
    default:
      return '';
  }
}
