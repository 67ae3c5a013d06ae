import * as vscode from 'vscode';
import type { Disposable } from '../../core/event';
import type { Address, BackendName } from '../../storage/address';
import type { StorageManager } from '../../storage/manager';
import type { ConflictMarks } from '../conflictMarks';
import type { Reporter } from '../report';
import { counted } from '../wording';
import type { BackendView } from './backendView';
import { type DropHandlers, ResultDragAndDrop } from './resultDragAndDrop';
import { ResultTree, type ResultTreeNode } from './resultTree';

const names: readonly BackendName[] = ['primary', 'secondary', 'cache'];
const typeWords = {
  memory: 'memory',
  filesystem: 'folder',
  database: 'database',
  sources: 'files',
} as const;

/** Changes that arrive within this time are shown together: a sync fires hundreds. Milliseconds. */
const refreshDelay = 50;

interface View {
  readonly tree: ResultTree;
  readonly view: vscode.TreeView<ResultTreeNode>;
  /** How many results there are; undefined until they were listed. */
  count: number | undefined;
  /** Why they cannot be listed. */
  fault: string | undefined;
  pending: ReturnType<typeof setTimeout> | undefined;
}

/** The tree views of the backends: what is selected in them, and keeping them true. */
export class ResultViews implements Disposable {
  private readonly views: ReadonlyMap<BackendName, View>;
  private readonly others = new Map<BackendName, BackendView>();
  private readonly subscriptions: Disposable[];
  private lastSelected: BackendName | undefined;
  private isEmpty: boolean | undefined;

  constructor(
    private readonly manager: StorageManager,
    private readonly reporter: Reporter,
    handlers: DropHandlers,
  ) {
    this.views = new Map(names.map(name => [name, this.createView(name, handlers)]));
    this.subscriptions = [
      manager.onDidChange(({ backend }) => this.refreshSoon(backend)),
      manager.onDidDegrade(() => this.describe()),
    ];
    this.describe();
  }

  /** Takes in a view that is made elsewhere; it is disposed of with the others. */
  add(name: BackendName, view: BackendView): void {
    this.others.set(name, view);
    this.subscriptions.push(
      view,
      view.onDidSelect(() => (this.lastSelected = name)),
      view.onDidCount(() => this.noteCounts()),
    );
  }

  /** What is selected in a view, or in the view in which the last selection was made. */
  selection(view?: BackendName): readonly Address[] {
    const name = view ?? this.lastSelected;
    const other = name && this.others.get(name);
    if (other !== undefined) return other.selection;
    const nodes = (name && this.views.get(name)?.view.selection) ?? [];
    return nodes.flatMap(node => (node.kind === 'result' ? [node] : []));
  }

  /** Reads everything anew. */
  refresh(): void {
    this.describe();
    for (const { tree } of this.views.values()) tree.refresh();
    for (const view of this.others.values()) view.refresh();
  }

  /** Selects a result in its view, if it is shown. */
  async reveal({ backend, key }: Address): Promise<void> {
    const other = this.others.get(backend);
    if (other?.isVisible === true) await other.reveal(key);
    const shown = this.views.get(backend);
    if (shown?.view.visible !== true) return;
    const node = await shown.tree.nodeOf(key);
    if (node !== undefined) await shown.view.reveal(node, { select: true, focus: false });
  }

  /** Counts conflicts on the views of the two backends concerned. */
  followConflicts(marks: ConflictMarks): void {
    const subscription = marks.onDidChangeKeys(keys => {
      const badge = { value: keys.size, tooltip: counted(keys.size, 'conflict') };
      const view = this.views.get('primary')?.view;
      if (view !== undefined) view.badge = keys.size === 0 ? undefined : badge;
    });
    this.subscriptions.push(subscription);
  }

  dispose(): void {
    for (const { view, pending } of this.views.values()) {
      clearTimeout(pending);
      view.dispose();
    }
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private createView(name: BackendName, handlers: DropHandlers): View {
    const tree = new ResultTree(this.manager, name, this.reporter);
    const view = vscode.window.createTreeView(`optiscope.${name}`, {
      treeDataProvider: tree,
      canSelectMany: true,
      showCollapseAll: true,
      dragAndDropController: new ResultDragAndDrop(name, tree, handlers),
    });
    const entry: View = { tree, view, count: undefined, fault: undefined, pending: undefined };
    view.onDidChangeSelection(({ selection }) => {
      if (selection.length > 0) this.lastSelected = name;
    });
    tree.onDidList(({ count, fault }) => {
      entry.count = count;
      entry.fault = fault;
      this.describe();
      this.noteCounts();
    });
    return entry;
  }

  /** Commands stay enabled until every backend was looked into and found empty. */
  private noteCounts(): void {
    const all = [...this.views.values(), ...this.others.values()];
    const isEmpty = all.every(each => each.count === 0);
    if (isEmpty === this.isEmpty) return;
    this.isEmpty = isEmpty;
    void vscode.commands.executeCommand('setContext', 'optiscope.isEmpty', isEmpty);
  }

  private refreshSoon(name: BackendName): void {
    const entry = this.views.get(name);
    if (entry === undefined || entry.pending !== undefined) return;
    entry.pending = setTimeout(() => {
      entry.pending = undefined;
      this.describe();
      entry.tree.refresh();
    }, refreshDelay);
  }

  /** Says in each view's title what kind of place it shows and where, and above the rows what is wrong with it. */
  private describe(): void {
    const { backends, degraded } = this.manager;
    for (const [name, { view, fault }] of this.views) {
      const backend = backends.find(each => each.name === name);
      view.description =
        backend === undefined
          ? ''
          : backend.type === 'memory'
            ? typeWords.memory
            : `${typeWords[backend.type]} · ${vscode.workspace.asRelativePath(backend.location)}`;
      const trouble = degraded.find(each => each.backend === name);
      view.message = fault ?? trouble?.message ?? '';
    }
  }
}
