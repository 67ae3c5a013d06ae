import * as vscode from 'vscode';
import type { Disposable } from '../../core/event';
import type { SourceState } from '../../sources/followedSource';
import type { SourceStorage } from '../../sources/sourceStorage';
import type { Address } from '../../storage/address';
import { resultTooltip } from '../tree/resultTooltip';
import { sourceItem } from './sourceItem';
import { SourceModel } from './sourceModel';
import { nodeId } from './sourceNodes';
import type { SourceNode, SourceTreeNode } from './sourceNodes';

/** While files are read one after the other, rows are drawn anew only so often. Milliseconds. */
const redrawMs = 250;

/** The sources with what was read of them so far. Never waits for a reading: what comes later is drawn later. */
export class SourceTree implements vscode.TreeDataProvider<SourceTreeNode>, Disposable {
  private readonly didChange = new vscode.EventEmitter<SourceTreeNode | undefined>();
  private readonly models = new WeakMap<SourceState, SourceModel>();
  /** VS Code knows a row by the object that was given for it. */
  private readonly nodes = new Map<string, SourceNode>();
  private readonly changed = new Set<string>();
  private pending: ReturnType<typeof setTimeout> | undefined;
  private readonly subscriptions: readonly Disposable[];

  readonly onDidChangeTreeData = this.didChange.event;

  /** @param looked called when somebody looks at the tree, which is when reading has to begin. */
  constructor(
    private readonly sources: SourceStorage,
    private readonly looked: () => void,
  ) {
    this.subscriptions = [
      sources.onDidChangeState(({ config }) => this.redrawSoon(config.name)),
      sources.onDidChange(({ keys }) => {
        if (keys === undefined) this.didChange.fire(undefined);
      }),
    ];
  }

  getChildren(node?: SourceTreeNode): SourceTreeNode[] {
    if (node !== undefined) return [...(this.modelOf(node)?.children(node) ?? [])];
    this.looked();
    return this.sources.states.map(({ config }) => this.nodeOf(config.name));
  }

  getTreeItem(node: SourceTreeNode): vscode.TreeItem {
    const model = this.modelOf(node);
    // Between its removal and the redrawing that it causes VS Code may still ask for a row.
    return model === undefined ? new vscode.TreeItem('') : sourceItem(node, model);
  }

  resolveTreeItem(item: vscode.TreeItem, node: SourceTreeNode): vscode.TreeItem {
    if (node.kind !== 'result' || item.tooltip !== undefined) return item;
    const model = this.modelOf(node);
    const shown = model?.resultOf(node);
    const format = model?.readingOf(node.inner)?.item.format;
    if (shown === undefined || format === undefined) return item;
    item.tooltip = resultTooltip(
      { ...shown.head, key: node.key },
      { more: [['Format', format.title]], timeTitle: 'Written' },
    );
    return item;
  }

  getParent(node: SourceTreeNode): SourceTreeNode | undefined {
    if (node.kind === 'source') return undefined;
    const source = this.nodeOf(node.source);
    if (node.kind === 'refusals') return source;
    if (node.kind === 'refused') return { kind: 'refusals', source: node.source };
    const path = this.modelOf(node)?.pathToNode(node) ?? [];
    const place = path.findIndex(other => nodeId(other) === nodeId(node));
    return path[place - 1] ?? source;
  }

  /** The row of a result, for revealing it; without a key the row of the source. */
  rowOf(source: string, key?: string): SourceTreeNode | undefined {
    const node = this.nodeOf(source);
    return key === undefined ? node : this.modelOf(node)?.pathTo(key).at(-1);
  }

  /** The results that a row stands for: itself, or all below it. */
  resultsIn(node: SourceTreeNode): readonly Address[] {
    const shown = this.modelOf(node)?.resultsIn(node) ?? [];
    return shown.map(({ key }) => ({ backend: 'sources', key }));
  }

  /** What is known of the source that a row belongs to. */
  modelOf({ source }: Pick<SourceTreeNode, 'source'>): SourceModel | undefined {
    const state = this.sources.states.find(({ config }) => config.name === source);
    if (state === undefined) return undefined;
    let model = this.models.get(state);
    if (model === undefined) {
      model = new SourceModel(state);
      this.models.set(state, model);
    }
    return model;
  }

  dispose(): void {
    clearTimeout(this.pending);
    for (const subscription of this.subscriptions) subscription.dispose();
    this.didChange.dispose();
  }

  private nodeOf(source: string): SourceNode {
    const node = this.nodes.get(source) ?? { kind: 'source', source };
    this.nodes.set(source, node);
    return node;
  }

  private redrawSoon(source: string): void {
    this.changed.add(source);
    this.pending ??= setTimeout(() => {
      this.pending = undefined;
      const changed = [...this.changed];
      this.changed.clear();
      for (const name of changed) this.didChange.fire(this.nodeOf(name));
    }, redrawMs);
  }
}
