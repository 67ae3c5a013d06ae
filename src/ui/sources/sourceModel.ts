import type { SourceState } from '../../sources/followedSource';
import type { ItemReading, ShownResult } from '../../sources/itemReading';
import type { RefusedItem } from '../../sources/scanSource';
import { placeOfSource } from '../../sources/sourceConfig';
import { KeyTree } from '../tree/keyTree';
import type { FolderNode, GroupNode, TreeNode } from '../tree/keyTree';
import type { SourceResultNode, SourceTreeNode } from './sourceNodes';

/** The results in one file. */
interface Inside {
  readonly tree: KeyTree;
  readonly byName: ReadonlyMap<string, ShownResult>;
}

/** What is below a source at a moment, and what is known of it: folders, files, and the results in them. */
export class SourceModel {
  private readonly readings: ReadonlyMap<string, ItemReading>;
  private readonly items: KeyTree;
  private readonly byKey: ReadonlyMap<
    string,
    { readonly shown: ShownResult; readonly inner: string }
  >;
  private readonly insides = new Map<string, Inside>();
  /** The item that the source is itself. */
  private readonly whole: string | undefined;

  constructor(readonly state: SourceState) {
    const { config, readings, waiting } = state;
    this.readings = new Map(readings.map(reading => [reading.item.inner, reading]));
    this.byKey = new Map(
      readings.flatMap(({ item: { inner }, results }) =>
        results.map(shown => [shown.key, { shown, inner }] as const),
      ),
    );
    const all = [...readings.map(({ item }) => item), ...waiting];
    const { root } = placeOfSource(config.location);
    this.whole = all.find(({ path }) => path === root)?.inner;
    const inners = new Set(all.map(({ inner }) => inner));
    this.items = new KeyTree('sources', [...inners].sort());
  }

  /** What was read of an item; `undefined` while it waits. */
  readingOf(inner: string): ItemReading | undefined {
    return this.readings.get(inner);
  }

  resultOf({ key }: Pick<SourceResultNode, 'key'>): ShownResult | undefined {
    return this.byKey.get(key)?.shown;
  }

  /** What was read of the items that a node stands for. */
  readingsIn(node: SourceTreeNode): readonly ItemReading[] {
    switch (node.kind) {
      case 'source':
        return this.state.readings;
      case 'branch':
        if (node.inner === undefined) return this.readingsOf(node.branch);
        return this.readingsAt(node.inner);
      case 'item':
      case 'result':
        return this.readingsAt(node.inner);
      default:
        return [];
    }
  }

  /** The results that a node stands for: itself, or all below it. */
  resultsIn(node: SourceTreeNode): readonly ShownResult[] {
    if (node.kind === 'result') return [this.resultOf(node)].filter(found => found !== undefined);
    return node.kind === 'branch' && node.inner !== undefined
      ? this.children(node).flatMap(child => this.resultsIn(child))
      : this.readingsIn(node).flatMap(({ results }) => results);
  }

  children(node: SourceTreeNode): readonly SourceTreeNode[] {
    switch (node.kind) {
      case 'source':
        return [...this.top(), ...this.refusals()];
      case 'branch':
        return node.inner === undefined
          ? this.items.children(node.branch).map(child => this.onDisk(child))
          : this.inside(node.inner, node.branch);
      case 'item':
        return this.inside(node.inner);
      case 'refusals':
        return this.refused().map(refused => ({
          kind: 'refused' as const,
          source: this.name,
          refused,
        }));
      default:
        return [];
    }
  }

  /** A node, preceded by those that must be open for it, without the source. */
  pathToNode(node: SourceTreeNode): readonly SourceTreeNode[] {
    if (node.kind === 'result') return this.pathTo(node.key);
    if (node.kind === 'item') return this.pathOnDisk(node.inner);
    const [first] = this.resultsIn(node);
    if (node.kind === 'branch' && node.inner === undefined) {
      const inner = this.firstIn(node.branch);
      return inner === undefined ? [] : this.pathOnDisk(inner);
    }
    return first === undefined ? [] : this.pathTo(first.key);
  }

  /** The node that shows the result, preceded by those that must be open for it, without the source. */
  pathTo(key: string): readonly SourceTreeNode[] {
    const found = this.byKey.get(key);
    if (found === undefined) return [];
    const { shown, inner } = found;
    const onDisk = inner === this.whole ? [] : this.pathOnDisk(inner);
    if (onDisk.at(-1)?.kind === 'result') return onDisk;
    const inside = this.insideOf(inner).tree.pathTo(shown.name);
    return [...onDisk, ...inside.map(node => this.inFile(inner, node))];
  }

  private get name(): string {
    return this.state.config.name;
  }

  private top(): readonly SourceTreeNode[] {
    return this.whole === undefined
      ? this.items.children().map(child => this.onDisk(child))
      : this.inside(this.whole);
  }

  private refused(): readonly RefusedItem[] {
    return this.state.scan?.refused ?? [];
  }

  private refusals(): readonly SourceTreeNode[] {
    return this.refused().length === 0 ? [] : [{ kind: 'refusals', source: this.name }];
  }

  private onDisk(node: TreeNode): SourceTreeNode {
    const source = this.name;
    if (node.kind !== 'result') return { kind: 'branch', source, branch: node };
    const { key: inner, name } = node;
    const { results = [] } = this.readings.get(inner) ?? {};
    const [only, ...others] = results;
    if (only === undefined || others.length > 0) return { kind: 'item', source, inner, name };
    return { kind: 'result', backend: 'sources', key: only.key, name, source, inner };
  }

  private inside(inner: string, branch?: FolderNode | GroupNode): readonly SourceTreeNode[] {
    const nodes = this.insideOf(inner).tree.children(branch);
    return nodes.map(node => this.inFile(inner, node));
  }

  private inFile(inner: string, node: TreeNode): SourceTreeNode {
    const source = this.name;
    if (node.kind !== 'result') return { kind: 'branch', source, inner, branch: node };
    const key = this.insideOf(inner).byName.get(node.key)?.key ?? node.key;
    return { kind: 'result', backend: 'sources', key, name: node.name, source, inner };
  }

  private insideOf(inner: string): Inside {
    let inside = this.insides.get(inner);
    if (inside === undefined) {
      const { results = [] } = this.readings.get(inner) ?? {};
      const byName = new Map(results.map(result => [result.name, result]));
      inside = { byName, tree: new KeyTree('sources', [...byName.keys()].sort()) };
      this.insides.set(inner, inside);
    }
    return inside;
  }

  private pathOnDisk(inner: string): readonly SourceTreeNode[] {
    return this.items.pathTo(inner).map(node => this.onDisk(node));
  }

  private firstIn(branch: FolderNode | GroupNode): string | undefined {
    let node: TreeNode | undefined = branch;
    while (node !== undefined && node.kind !== 'result') node = this.items.children(node)[0];
    return node?.key;
  }

  private readingsAt(inner: string): readonly ItemReading[] {
    const reading = this.readings.get(inner);
    return reading === undefined ? [] : [reading];
  }

  private readingsOf(branch: FolderNode | GroupNode): readonly ItemReading[] {
    const members = new Set<string>();
    const add = (node: TreeNode): void => {
      if (node.kind === 'result') members.add(node.key);
      else for (const child of this.items.children(node)) add(child);
    };
    add(branch);
    return this.state.readings.filter(({ item }) => members.has(item.inner));
  }
}
