import type * as vscode from 'vscode';
import { addressOf } from '../addressUri';
import { droppedUris, putResults, urisMime } from '../tree/draggedUris';
import type { SourceTreeNode } from './sourceNodes';
import type { SourceTree } from './sourceTree';

/** Results are dragged out of the view to be copied; files that are dropped on it become sources. */
export class SourceDragAndDrop implements vscode.TreeDragAndDropController<SourceTreeNode> {
  readonly dragMimeTypes = [urisMime];
  readonly dropMimeTypes = [urisMime];

  constructor(
    private readonly tree: SourceTree,
    private readonly takeFiles: (files: readonly vscode.Uri[]) => Promise<void>,
  ) {}

  handleDrag(nodes: readonly SourceTreeNode[], transfer: vscode.DataTransfer): void {
    putResults(
      transfer,
      nodes.flatMap(node => this.tree.resultsIn(node)),
    );
  }

  async handleDrop(
    _target: SourceTreeNode | undefined,
    transfer: vscode.DataTransfer,
  ): Promise<void> {
    // Sources are only read: results of other views have no place here.
    const files = (await droppedUris(transfer)).filter(uri => addressOf(uri) === undefined);
    if (files.length > 0) await this.takeFiles(files);
  }
}
