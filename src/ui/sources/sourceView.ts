import * as vscode from 'vscode';
import type { Disposable } from '../../core/event';
import type { SourceStorage } from '../../sources/sourceStorage';
import type { Address } from '../../storage/address';
import type { Reporter } from '../report';
import type { BackendView } from '../tree/backendView';
import { SourceDragAndDrop } from './sourceDragAndDrop';
import type { SourceTreeNode } from './sourceNodes';
import { SourceTree } from './sourceTree';

const viewId = 'optiscope.sources';

/** The view of the sources: what is selected in it, and reading what is looked at. */
export class SourceView implements BackendView {
  readonly tree: SourceTree;
  private readonly view: vscode.TreeView<SourceTreeNode>;
  private readonly subscriptions: readonly Disposable[];
  private readonly didSelect = new vscode.EventEmitter<void>();
  private readonly didCount = new vscode.EventEmitter<void>();
  private wanted = 0;

  readonly onDidSelect = this.didSelect.event;
  readonly onDidCount = this.didCount.event;

  /** @param takeFiles what files are for that were dropped on the view. */
  constructor(
    private readonly sources: SourceStorage,
    private readonly reporter: Reporter,
    takeFiles: (files: readonly vscode.Uri[]) => Promise<void>,
  ) {
    this.tree = new SourceTree(sources, () => void this.read());
    this.view = vscode.window.createTreeView(viewId, {
      treeDataProvider: this.tree,
      canSelectMany: true,
      showCollapseAll: true,
      dragAndDropController: new SourceDragAndDrop(this.tree, takeFiles),
    });
    this.subscriptions = [
      this.tree,
      this.view,
      this.didSelect,
      this.didCount,
      this.view.onDidChangeSelection(({ selection }) => {
        if (selection.length > 0) this.didSelect.fire();
      }),
      sources.onDidChangeState(() => this.didCount.fire()),
      sources.onDidChange(({ keys }) => {
        if (keys === undefined) this.noteSources();
      }),
    ];
    this.noteSources();
  }

  get selection(): readonly Address[] {
    return this.view.selection.flatMap(node => (node.kind === 'result' ? [node] : []));
  }

  /** The row that is selected, if it is the only one. */
  get selected(): SourceTreeNode | undefined {
    const [only, ...others] = this.view.selection;
    return others.length === 0 ? only : undefined;
  }

  get isVisible(): boolean {
    return this.view.visible;
  }

  get count(): number | undefined {
    const { states } = this.sources;
    if (states.some(({ scan, fault }) => scan === undefined && fault === undefined))
      return undefined;
    const readings = states.flatMap(state => state.readings);
    return readings.reduce((sum, { results }) => sum + results.length, 0);
  }

  refresh(): void {
    // What nobody looked at was not read, so there is nothing to read again.
    if (this.wanted > 0) void this.inView(() => this.sources.refresh());
  }

  async reveal(key: string): Promise<void> {
    const [source = ''] = key.split('/', 1);
    await this.show(this.tree.rowOf(source, key));
  }

  /** Opens the view and selects a source in it. */
  async revealSource(name: string): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`);
    await this.show(this.tree.rowOf(name));
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async show(node: SourceTreeNode | undefined): Promise<void> {
    if (node === undefined) return;
    await this.view.reveal(node, { select: true, focus: false, expand: node.kind === 'source' });
  }

  private noteSources(): void {
    this.wanted = 0;
    const hasSources = this.sources.states.length > 0;
    void vscode.commands.executeCommand('setContext', 'optiscope.hasSources', hasSources);
    this.didCount.fire();
  }

  /** Reads what was not read yet, once for every set of sources: from then on they are followed. */
  private async read(): Promise<void> {
    this.wanted += 1;
    if (this.wanted > 1 || this.sources.states.length === 0) return;
    await this.inView(() => this.sources.list());
  }

  private async inView(work: () => Promise<unknown>): Promise<void> {
    try {
      await vscode.window.withProgress({ location: { viewId } }, work);
    } catch (error) {
      this.reporter.background('Read the sources', error);
    }
  }
}
