import type { Story } from './killing';
import type { Operation } from './operations';

function save(key: string, mark: string): Operation {
  return { do: 'save', key, mark };
}

function deleteFrom(side: 'primary' | 'secondary', key: string): Operation {
  return { do: 'delete from', side, key };
}

function syncBothWays(leaves: readonly (readonly [string, string])[]): Operation {
  return { do: 'sync', direction: 'bidirectional', leaves };
}

const threeResults = [save('a', 'm1'), save('runs/b', 'm2'), save('runs/deep/c', 'm3')];

/** What can be interrupted in one backend. */
export const singleStories: readonly Story[] = [
  {
    name: 'saves the first result of all',
    before: [],
    operations: [save('a', 'm11')],
  },
  {
    name: 'saves new results and new versions',
    before: threeResults,
    operations: [save('new', 'm11'), save('a', 'm12'), save('runs/deep/er/d', 'm13')],
  },
  {
    name: 'edits metadata',
    before: threeResults,
    operations: [
      { do: 'edit', key: 'runs/b', mark: 'm11' },
      { do: 'edit', key: 'a', mark: 'm12' },
    ],
  },
  {
    name: 'renames',
    before: threeResults,
    operations: [
      { do: 'rename', key: 'runs/deep/c', newKey: 'other/deep/c' },
      { do: 'rename', key: 'a', newKey: 'z' },
    ],
  },
  {
    name: 'renames over another result',
    before: threeResults,
    operations: [
      { do: 'rename', key: 'runs/deep/c', newKey: 'a', overwrite: true },
      { do: 'rename', key: 'runs/b', newKey: 'a', overwrite: true },
    ],
  },
  {
    name: 'deletes',
    before: threeResults,
    operations: [
      { do: 'delete', key: 'runs/deep/c' },
      { do: 'delete', key: 'a' },
    ],
  },
  {
    name: 'clears',
    before: threeResults,
    operations: [{ do: 'clear' }],
  },
  {
    name: 'reads all headers and writes the index',
    only: 'file system',
    before: Array.from({ length: 130 }, (_, index) => save(`many/${index}`, `m${index % 40}`)),
    operations: [{ do: 'read all' }, { do: 'close' }],
  },
];

const inSync = [
  ...threeResults,
  save('d', 'm4'),
  syncBothWays([
    ['a', 'm1'],
    ['runs/b', 'm2'],
    ['runs/deep/c', 'm3'],
    ['d', 'm4'],
  ]),
];

/** What can be interrupted between two backends. */
export const pairStories: readonly Story[] = [
  {
    name: 'saves, edits, renames and deletes in both',
    before: threeResults,
    operations: [
      save('a', 'm11'),
      { do: 'edit', key: 'runs/b', mark: 'm12' },
      { do: 'rename', key: 'runs/deep/c', newKey: 'c' },
      { do: 'delete', key: 'a' },
    ],
  },
  {
    name: 'migrates copies',
    before: [...threeResults, deleteFrom('secondary', 'a'), deleteFrom('primary', 'runs/b')],
    operations: [
      { do: 'migrate', key: 'a', from: 'primary', to: 'secondary', move: false },
      { do: 'migrate', key: 'runs/b', from: 'secondary', to: 'primary', move: false },
    ],
  },
  {
    name: 'migrates by moving',
    before: [...threeResults, deleteFrom('secondary', 'a'), deleteFrom('primary', 'runs/b')],
    operations: [
      { do: 'migrate', key: 'a', from: 'primary', to: 'secondary', move: true },
      { do: 'migrate', key: 'runs/b', from: 'secondary', to: 'primary', move: true },
      { do: 'migrate', key: 'runs/deep/c', from: 'primary', to: 'secondary', move: true },
    ],
  },
  {
    name: 'synchronises one way',
    before: [...threeResults, deleteFrom('secondary', 'a'), deleteFrom('secondary', 'runs/b')],
    operations: [
      {
        do: 'sync',
        direction: 'primary_to_secondary',
        leaves: [
          ['a', 'm1'],
          ['runs/b', 'm2'],
          ['runs/deep/c', 'm3'],
        ],
      },
    ],
  },
  {
    name: 'synchronises both ways, with deletions and a rename on one side',
    before: [
      ...inSync,
      { do: 'save', key: 'a', mark: 'm21', alone: true },
      deleteFrom('primary', 'runs/b'),
      deleteFrom('secondary', 'd'),
    ],
    operations: [
      syncBothWays([
        ['a', 'm21'],
        ['runs/deep/c', 'm3'],
      ]),
    ],
  },
];

/** Everything that is done in one transaction each, with pages that are added, changed and freed. */
export const databaseStory: Story = {
  name: 'changes a database',
  before: threeResults,
  operations: [
    save('new', 'm48'),
    save('a', 'm12'),
    { do: 'edit', key: 'runs/b', mark: 'm49' },
    { do: 'rename', key: 'runs/b', newKey: 'a', overwrite: true },
    { do: 'delete', key: 'new' },
    { do: 'clear' },
  ],
};
