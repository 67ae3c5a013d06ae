import type { BackendName } from '../../storage/address';

/** Keys below one folder, shown as a node that opens. */
export interface FolderNode {
  readonly kind: 'folder';
  readonly backend: BackendName;
  /** The prefix that all its keys share, ending in `/`. */
  readonly prefix: string;
  readonly name: string;
  readonly count: number;
}

/** A stretch of the results of a crowded folder. */
export interface GroupNode {
  readonly kind: 'group';
  readonly backend: BackendName;
  readonly prefix: string;
  /** 0-based position of the stretch among its siblings. */
  readonly index: number;
  readonly name: string;
  readonly count: number;
}

export interface ResultNode {
  readonly kind: 'result';
  readonly backend: BackendName;
  readonly key: string;
  readonly name: string;
}

export type TreeNode = FolderNode | GroupNode | ResultNode;

/**
 * More results than this in one folder are shown in groups, because VS Code asks for every child of an opened node at
 * once and each result costs the reading of a header.
 */
const crowd = 1000;
const groupSize = 500;

/** Made when it is first needed: it takes longer than loading everything else here. */
let collator: Intl.Collator | undefined;

function byName(a: TreeNode, b: TreeNode): number {
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(a.name, b.name);
}

/** Folders out of the slashes in keys. Children are computed for the folder that is asked for and no other. */
export class KeyTree {
  private readonly resultsOf = new Map<string, readonly ResultNode[]>();

  /** @param keys sorted by UTF-16 code units, without repetition. */
  constructor(
    private readonly backend: BackendName,
    private readonly keys: readonly string[],
  ) {}

  /** What a folder or group holds, folders first, numbers in names in their order; without a node what lies at the top. */
  children(parent?: FolderNode | GroupNode): readonly TreeNode[] {
    if (parent?.kind === 'group') {
      const from = parent.index * groupSize;
      return this.results(parent.prefix).slice(from, from + groupSize);
    }
    const prefix = parent?.prefix ?? '';
    const results = this.results(prefix);
    const shown = results.length > crowd ? this.groups(prefix, results) : results;
    return [...this.folders(prefix), ...shown];
  }

  /** The node that shows `key`, preceded by the nodes that must be open for it. */
  pathTo(key: string): readonly TreeNode[] {
    const path: TreeNode[] = [];
    for (;;) {
      const last = path.at(-1);
      if (last?.kind === 'result') return path;
      const next = this.children(last).find(node => this.leadsTo(node, key));
      if (next === undefined) return [];
      path.push(next);
    }
  }

  private leadsTo(node: TreeNode, key: string): boolean {
    switch (node.kind) {
      case 'folder':
        return key.startsWith(node.prefix);
      case 'group':
        return this.children(node).some(child => this.leadsTo(child, key));
      case 'result':
        return node.key === key;
    }
  }

  private folders(prefix: string): readonly FolderNode[] {
    const folders: FolderNode[] = [];
    for (const { name, from, to } of this.segments(prefix)) {
      if (name.endsWith('/')) {
        folders.push({
          kind: 'folder',
          backend: this.backend,
          prefix: prefix + name,
          name: name.slice(0, -1),
          count: to - from,
        });
      }
    }
    return folders.sort(byName);
  }

  private results(prefix: string): readonly ResultNode[] {
    let results = this.resultsOf.get(prefix);
    if (results === undefined) {
      const found: ResultNode[] = [];
      for (const { name } of this.segments(prefix)) {
        if (name.endsWith('/')) continue;
        found.push({ kind: 'result', backend: this.backend, key: prefix + name, name });
      }
      results = found.sort(byName);
      this.resultsOf.set(prefix, results);
    }
    return results;
  }

  /** The next segment of every key below `prefix`, with its `/` when more follows; each once, with its range of keys. */
  private *segments(prefix: string): Generator<{ name: string; from: number; to: number }> {
    const end = this.firstAfter(prefix);
    let from = this.firstFrom(prefix);
    while (from < end) {
      const rest = (this.keys[from] as string).slice(prefix.length);
      const slash = rest.indexOf('/');
      const name = slash < 0 ? rest : rest.slice(0, slash + 1);
      const to = slash < 0 ? from + 1 : this.firstAfter(prefix + name);
      yield { name, from, to };
      from = to;
    }
  }

  /** Index of the first key that is not less than `text`. */
  private firstFrom(text: string): number {
    return this.search(key => key < text);
  }

  /** Index of the first key behind all that start with `prefix`. */
  private firstAfter(prefix: string): number {
    return this.search(key => key < prefix || key.startsWith(prefix));
  }

  private search(isBefore: (key: string) => boolean): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.keys[middle] as string)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private groups(prefix: string, results: readonly ResultNode[]): readonly GroupNode[] {
    return Array.from({ length: Math.ceil(results.length / groupSize) }, (_, index) => {
      const members = results.slice(index * groupSize, (index + 1) * groupSize);
      const [first, last] = [members[0], members.at(-1)];
      return {
        kind: 'group' as const,
        backend: this.backend,
        prefix,
        index,
        name: `${first?.name} … ${last?.name}`,
        count: members.length,
      };
    });
  }
}
