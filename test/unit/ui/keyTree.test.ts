import assert from 'node:assert/strict';
import { KeyTree, type TreeNode } from '../../../src/ui/tree/keyTree';

const names = (nodes: readonly TreeNode[]): string[] => nodes.map(({ name }) => name);
const sorted = (...keys: string[]): string[] => keys.sort();

describe('KeyTree', () => {
  it('makes folders out of slashes, folders first', () => {
    const tree = new KeyTree('primary', sorted('zdt/zdt1', 'a', 'zdt/deep/zdt2', 'zdt/zdt10'));
    const top = tree.children();
    assert.deepEqual(
      top.map(({ kind, name }) => [kind, name]),
      [
        ['folder', 'zdt'],
        ['result', 'a'],
      ],
    );
    const zdt = top[0];
    assert.ok(zdt?.kind === 'folder');
    assert.equal(zdt.count, 3);
    assert.deepEqual(names(tree.children(zdt)), ['deep', 'zdt1', 'zdt10']);
  });

  it('shows a result and a folder of the same name side by side', () => {
    const tree = new KeyTree('primary', sorted('a', 'a/b', 'a!'));
    assert.deepEqual(
      tree.children().map(({ kind, name }) => `${kind} ${name}`),
      ['folder a', 'result a', 'result a!'],
    );
  });

  it('sorts numbers in names by their value', () => {
    const tree = new KeyTree('primary', sorted('run-10', 'run-9', 'run-1'));
    assert.deepEqual(names(tree.children()), ['run-1', 'run-9', 'run-10']);
  });

  it('divides a crowded folder into groups that together hold every key once', () => {
    const keys = Array.from({ length: 1201 }, (_, i) => `big/run-${String(i).padStart(5, '0')}`);
    const tree = new KeyTree('secondary', keys);
    const [big] = tree.children();
    assert.ok(big?.kind === 'folder');
    const groups = tree.children(big);
    assert.deepEqual(names(groups), [
      'run-00000 … run-00499',
      'run-00500 … run-00999',
      'run-01000 … run-01200',
    ]);
    const shown = groups.flatMap(group => (group.kind === 'group' ? tree.children(group) : []));
    assert.deepEqual(
      shown.map(node => (node.kind === 'result' ? node.key : node.name)),
      keys,
    );
  });

  it('finds the way to a result through folders and groups', () => {
    const keys = Array.from({ length: 1001 }, (_, i) => `big/run-${String(i).padStart(5, '0')}`);
    const path = new KeyTree('primary', keys).pathTo('big/run-00700');
    assert.deepEqual(
      path.map(({ kind, name }) => `${kind} ${name}`),
      ['folder big', 'group run-00500 … run-00999', 'result run-00700'],
    );
  });

  it('has no way to a key that is not there', () => {
    assert.deepEqual(new KeyTree('primary', ['a/b']).pathTo('a/c'), []);
  });
});
