import type { Story } from './killing';
import type { Operation } from './operations';
import { spoilNotes } from './spoilNotes';

function save(key: string, mark: string): Operation {
  return { do: 'save', key, mark };
}

function deleteFrom(side: 'primary' | 'secondary', key: string): Operation {
  return { do: 'delete from', side, key };
}

function syncBothWays(leaves: readonly (readonly [string, string])[]): Operation {
  return { do: 'sync', direction: 'bidirectional', leaves };
}

function undo(title: string, leaves: readonly (readonly [string, string])[]): Operation {
  return { do: 'undo', title, leaves };
}

const threeResults = [save('a', 'm1'), save('runs/b', 'm2'), save('runs/deep/c', 'm3')];

const manyResults = Array.from({ length: 130 }, (_, index) =>
  save(`many/${index}`, `m${index % 40}`),
);

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
    only: ['file system'],
    before: manyResults,
    operations: [{ do: 'read all' }, { do: 'close' }],
  },
  {
    name: 'makes the index anew',
    only: ['file system'],
    before: [...manyResults, { do: 'read all' }],
    spoil: spoilNotes,
    operations: [{ do: 'rebuild' }],
  },
  {
    name: 'makes anew what is noted beside results',
    only: ['sql.js', 'node:sqlite'],
    before: threeResults,
    spoil: spoilNotes,
    operations: [{ do: 'rebuild' }, save('new', 'm11')],
  },
  {
    name: 'takes changes back',
    before: [
      ...threeResults,
      { do: 'rename', key: 'runs/deep/c', newKey: 'a', overwrite: true },
      { do: 'delete', key: 'runs/b' },
      { do: 'clear' },
    ],
    operations: [
      undo('Clear all results', [['primary a', 'm3']]),
      undo('Delete "runs/b"', [
        ['primary a', 'm3'],
        ['primary runs/b', 'm2'],
      ]),
      undo('Rename "runs/deep/c" to "a"', [
        ['primary a', 'm1'],
        ['primary runs/b', 'm2'],
        ['primary runs/deep/c', 'm3'],
      ]),
    ],
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

/** Under two keys the primary has newer versions than the secondary. */
const differentVersions: readonly Operation[] = [
  ...threeResults,
  { do: 'save', key: 'a', mark: 'm21', alone: true },
  { do: 'save', key: 'runs/b', mark: 'm22', alone: true },
];

function migrateOver(
  key: string,
  how: Pick<Extract<Operation, { readonly do: 'migrate' }>, 'from' | 'to' | 'move'>,
): Operation {
  return { do: 'migrate', key, ...how, onConflict: 'overwrite' };
}

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
    name: 'migrates over other versions',
    before: differentVersions,
    operations: [
      migrateOver('a', { from: 'primary', to: 'secondary', move: false }),
      migrateOver('runs/b', { from: 'secondary', to: 'primary', move: true }),
    ],
  },
  {
    name: 'synchronises one way',
    before: [
      ...threeResults,
      deleteFrom('secondary', 'a'),
      deleteFrom('secondary', 'runs/b'),
      { do: 'save', key: 'runs/deep/c', mark: 'm23', alone: true },
    ],
    operations: [
      {
        do: 'sync',
        direction: 'primary_to_secondary',
        leaves: [
          ['a', 'm1'],
          ['runs/b', 'm2'],
          ['runs/deep/c', 'm23'],
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
  {
    name: 'takes changes back',
    before: [
      ...differentVersions,
      migrateOver('runs/b', { from: 'secondary', to: 'primary', move: true }),
      {
        do: 'sync',
        direction: 'primary_to_secondary',
        leaves: [
          ['a', 'm21'],
          ['runs/b', 'm2'],
          ['runs/deep/c', 'm3'],
        ],
      },
      { do: 'delete', key: 'runs/deep/c' },
    ],
    operations: [
      undo('Delete "runs/deep/c"', [
        ['primary a', 'm21'],
        ['secondary a', 'm21'],
        ['primary runs/b', 'm2'],
        ['secondary runs/b', 'm2'],
        ['primary runs/deep/c', 'm3'],
        ['secondary runs/deep/c', 'm3'],
      ]),
      undo('Sync', [
        ['primary a', 'm21'],
        ['secondary a', 'm1'],
        ['primary runs/b', 'm2'],
        ['secondary runs/b', 'm2'],
        ['primary runs/deep/c', 'm3'],
        ['secondary runs/deep/c', 'm3'],
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
