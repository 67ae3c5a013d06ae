import assert from 'node:assert/strict';
import type { SourceState } from '../../../src/sources/followedSource';
import type { ItemReading } from '../../../src/sources/itemReading';
import { SourceModel } from '../../../src/ui/sources/sourceModel';
import { nodeId } from '../../../src/ui/sources/sourceNodes';
import type { SourceTreeNode } from '../../../src/ui/sources/sourceNodes';
import { anEntry } from '../support/results';

const source = { kind: 'source', source: 'data' } as const;

async function aReading(
  inner: string,
  names: readonly string[],
  more: Partial<ItemReading> = {},
): Promise<ItemReading> {
  const { header } = await anEntry('any');
  const holds = names.length === 1 ? ('one' as const) : ('many' as const);
  const start = `data/${inner}`;
  return {
    item: { path: `/data/${inner}`, inner, format: { id: 'csv', title: 'CSV table', holds } },
    results: names.map(name => ({
      key: holds === 'one' ? start : `${start}/${name}`,
      name,
      head: header,
      notes: [],
      unread: [],
    })),
    looks: [],
    ...more,
  };
}

function aState(readings: readonly ItemReading[], more: Partial<SourceState> = {}): SourceState {
  return {
    config: { name: 'data', location: '/data' },
    isReading: false,
    readings,
    waiting: [],
    ...more,
  };
}

/** The tree in words: what a row is, its label, and the rows below it. */
function drawn(model: SourceModel, node: SourceTreeNode = source): readonly unknown[] {
  return model.children(node).map(child => {
    const below = drawn(model, child);
    const own = `${child.kind} ${labelOf(child)}`;
    return below.length === 0 ? own : [own, below];
  });
}

function labelOf(node: SourceTreeNode): string {
  switch (node.kind) {
    case 'branch':
      return node.branch.name;
    case 'refused':
      return node.refused.reason;
    case 'source':
    case 'refusals':
      return node.source;
    default:
      return node.name;
  }
}

describe('SourceModel', () => {
  it('shows folders, files with several results, and files that are one result', async () => {
    const model = new SourceModel(
      aState([
        await aReading('a/study.db', ['ridge', 'deep/lasso']),
        await aReading('a/one.csv', ['one']),
        await aReading('b.csv', ['b']),
      ]),
    );
    assert.deepEqual(drawn(model), [
      [
        'branch a',
        ['result one.csv', ['item study.db', [['branch deep', ['result lasso']], 'result ridge']]],
      ],
      'result b.csv',
    ]);
  });

  it('shows a source that is one file as the results in it', async () => {
    const several = await aReading('data', ['ridge', 'lasso']);
    const state = aState([{ ...several, item: { ...several.item, path: '/data' } }]);
    assert.deepEqual(drawn(new SourceModel(state)), ['result lasso', 'result ridge']);
  });

  it('shows what waits and what broke as files, and what was refused at the end', async () => {
    const { item } = await aReading('waits.csv', ['waits']);
    const scan = {
      items: [],
      refused: [{ path: '/data/x.pkl', inner: 'x.pkl', reason: 'x.pkl is a pickle.' }],
      folders: [],
      others: 0,
      limits: [],
      probes: new Map(),
    };
    const broken = await aReading('broken.csv', [], { fault: 'broken.csv is broken.' });
    const model = new SourceModel(aState([broken], { waiting: [item], scan }));
    assert.deepEqual(drawn(model), [
      'item broken.csv',
      'item waits.csv',
      ['refusals data', ['refused x.pkl is a pickle.']],
    ]);
    assert.equal(model.readingOf('waits.csv'), undefined);
  });

  it('keeps what was read before in the place of a file that broke', async () => {
    const broken = await aReading('a.csv', ['a'], { fault: 'a.csv is broken.' });
    const model = new SourceModel(aState([broken]));
    const [node] = model.children(source);
    assert.equal(node?.kind, 'result');
    assert.equal(node && model.readingsIn(node)[0]?.fault, 'a.csv is broken.');
  });

  it('leads to every result, and every row knows its parent', async () => {
    const model = new SourceModel(
      aState([
        await aReading('a/study.db', ['ridge', 'deep/lasso']),
        await aReading('b.csv', ['b']),
      ]),
    );
    const path = model.pathTo('data/a/study.db/deep/lasso');
    assert.deepEqual(path.map(labelOf), ['a', 'study.db', 'deep', 'lasso']);
    for (const [place, node] of path.entries()) {
      const toNode = model.pathToNode(node).map(nodeId);
      assert.equal(toNode[place], nodeId(node));
      assert.equal(toNode[place - 1], path[place - 1] && nodeId(path[place - 1] as SourceTreeNode));
    }
    assert.deepEqual(model.pathTo('data/b.csv').map(labelOf), ['b.csv']);
    assert.deepEqual(model.pathTo('data/none'), []);
  });

  it('counts the results that a row stands for', async () => {
    const model = new SourceModel(
      aState([
        await aReading('a/study.db', ['ridge', 'deep/lasso']),
        await aReading('b.csv', ['b']),
      ]),
    );
    const [folder] = model.children(source);
    assert.ok(folder);
    const keys = model.resultsIn(folder).map(({ key }) => key);
    assert.deepEqual(keys.sort(), ['data/a/study.db/deep/lasso', 'data/a/study.db/ridge']);
    const inside = model.pathTo('data/a/study.db/deep/lasso')[2];
    assert.deepEqual(inside && model.resultsIn(inside).map(({ name }) => name), ['deep/lasso']);
    assert.equal(model.resultsIn(source).length, 3);
  });

  it('names a row alike when everything was read again', async () => {
    const ids = async (): Promise<readonly string[]> => {
      const model = new SourceModel(aState([await aReading('a/b.csv', ['b'])]));
      return [...model.pathTo('data/a/b.csv')].map(nodeId);
    };
    assert.deepEqual(await ids(), await ids());
    assert.equal(new Set(await ids()).size, 2);
  });
});
