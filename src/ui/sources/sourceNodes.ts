import type { RefusedItem } from '../../sources/scanSource';
import type { FolderNode, GroupNode } from '../tree/keyTree';

export interface SourceNode {
  readonly kind: 'source';
  /** Its name, as below. */
  readonly source: string;
}

/** A folder of a source, or of the results in a file; or a stretch of what is crowded in one. */
export interface BranchNode {
  readonly kind: 'branch';
  readonly source: string;
  /** The file whose results it holds; absent for folders of the disk. */
  readonly inner?: string;
  readonly branch: FolderNode | GroupNode;
}

/** A file, or a folder that is a run, that holds several results or none. */
export interface ItemNode {
  readonly kind: 'item';
  readonly source: string;
  /** Its path in the source. */
  readonly inner: string;
  readonly name: string;
}

/** A result; it stands for its file too when there is no other one in it. */
export interface SourceResultNode {
  readonly kind: 'result';
  readonly backend: 'sources';
  readonly key: string;
  readonly name: string;
  readonly source: string;
  readonly inner: string;
}

/** Opens to what was recognised and cannot be read. */
export interface RefusalsNode {
  readonly kind: 'refusals';
  readonly source: string;
}

export interface RefusedNode {
  readonly kind: 'refused';
  readonly source: string;
  readonly refused: RefusedItem;
}

/** What the tree of the sources shows. */
export type SourceTreeNode =
  SourceNode | BranchNode | ItemNode | SourceResultNode | RefusalsNode | RefusedNode;

/** Names a node for as long as it is shown, also when everything is read again. */
export function nodeId(node: SourceTreeNode): string {
  switch (node.kind) {
    case 'result':
      return `sources:${node.key}`;
    case 'branch': {
      const { source, inner, branch } = node;
      const index = branch.kind === 'group' ? branch.index : '';
      return JSON.stringify(['branch', source, inner ?? '', branch.prefix, index]);
    }
    case 'item':
      return JSON.stringify(['item', node.source, node.inner]);
    case 'refused':
      return JSON.stringify(['refused', node.source, node.refused.inner]);
    default:
      return JSON.stringify([node.kind, node.source]);
  }
}
