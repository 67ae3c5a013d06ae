import assert from 'node:assert/strict';
import type { ConflictPolicy, SyncItem, SyncState } from '../../src/storage/syncPlan';
import { planSync } from '../../src/storage/syncPlan';

/** `{ a: 'r1@5' }`: key a, revision r1, saved at time 5, with the key as id unless `id#` stands before. */
function state(entries: Record<string, string>, damaged: Record<string, string> = {}): SyncState {
  const items = Object.entries(entries).map(([key, text]): [string, SyncItem] => {
    const [, id = key, revision = '', time = '1'] = /^(?:(\w+)#)?(\w+)(?:@(\d))?$/.exec(text) ?? [];
    return [key, { id, revision, updatedAt: `2026-01-0${time}T00:00:00.000Z`, size: 10 }];
  });
  const unreadable = Object.entries(damaged).map(([key, code]) => {
    const fault = { code: code as 'corrupt' | 'unavailable', message: 'bad bytes' };
    return [key, fault] as const;
  });
  return { items: new Map(items), unreadable: new Map(unreadable) };
}

type Sides = readonly [primary: Record<string, string>, secondary: Record<string, string>];

interface Options {
  readonly policy?: ConflictPolicy;
  readonly baseline?: Record<string, string>;
  readonly direction?: 'primary_to_secondary' | 'secondary_to_primary';
}

function plan([primary, secondary]: Sides, { baseline, ...options }: Options = {}) {
  return planSync({
    primary: state(primary),
    secondary: state(secondary),
    direction: 'bidirectional',
    ...options,
    ...(baseline && { baseline: new Map(Object.entries(baseline)) }),
  });
}

/** `update a to secondary` and so on. */
function steps(...input: Parameters<typeof plan>): readonly string[] {
  return plan(...input).actions.map(({ kind, key, to, keepAs }) =>
    [kind, key, ...(to ? ['to', to] : []), ...(keepAs ? ['keeping', keepAs] : [])].join(' '),
  );
}

describe('planSync one way', () => {
  const direction = 'primary_to_secondary';

  it('copies what the target lacks and leaves alone what only the target has', () => {
    assert.deepEqual(steps([{ a: 'r1' }, { b: 'r2' }], { direction }), ['copy a to secondary']);
  });

  it('skips equal revisions', () => {
    assert.deepEqual(steps([{ a: 'r1@1' }, { a: 'r1@2' }], { direction }), ['skip-equal a']);
  });

  it('lets the source win even when the target is newer', () => {
    const sides: Sides = [{ a: 'r1@1' }, { a: 'r2@2' }];
    assert.deepEqual(steps(sides, { direction }), ['update a to secondary']);
    const back = { direction: 'secondary_to_primary' } as const;
    assert.deepEqual(steps(sides, back), ['update a to primary']);
  });

  it('never writes to the source: under "newer" a newer target is a conflict', () => {
    const sides: Sides = [{ a: 'r1@1' }, { a: 'r2@2' }];
    assert.deepEqual(steps(sides, { direction, policy: 'newer' }), ['conflict a']);
  });

  it('never deletes, also when the last sync knew the result on both sides', () => {
    assert.deepEqual(steps([{}, { a: 'r1' }], { direction, baseline: { a: 'r1' } }), []);
    assert.deepEqual(steps([{ a: 'r1' }, {}], { direction, baseline: { a: 'r1' } }), [
      'copy a to secondary',
    ]);
  });
});

describe('planSync both ways without a baseline', () => {
  it('copies to either side', () => {
    assert.deepEqual(steps([{ a: 'r1' }, { b: 'r2' }]), [
      'copy a to secondary',
      'copy b to primary',
    ]);
  });

  it('lets the newer version win', () => {
    assert.deepEqual(
      steps([
        { a: 'r1@1', b: 'r1@2' },
        { a: 'r2@2', b: 'r2@1' },
      ]),
      ['update a to primary', 'update b to secondary'],
    );
  });

  it('finds a conflict in equal times with different revisions, and writes nothing', () => {
    assert.deepEqual(steps([{ a: 'r1@1' }, { a: 'r2@1' }]), ['conflict a']);
  });

  const tie: Sides = [{ a: 'r1@1' }, { a: 'r2@1' }];
  const policies = {
    newer: 'conflict a',
    skip: 'conflict a',
    primary: 'update a to secondary',
    secondary: 'update a to primary',
    'keep-both': 'conflict a to secondary keeping a.conflict-1',
  };
  for (const [policy, step] of Object.entries(policies)) {
    it(`does "${step}" about a conflict under "${policy}"`, () => {
      assert.deepEqual(steps(tie, { policy: policy as ConflictPolicy }), [step]);
    });
  }

  it('touches nothing that differs under "skip", even if one is newer', () => {
    assert.deepEqual(steps([{ a: 'r1@1' }, { a: 'r2@2' }], { policy: 'skip' }), ['conflict a']);
  });

  it('keeps the older version under a key that is free on both sides', () => {
    const sides: Sides = [
      { a: 'r1@1', 'a.conflict-1': 'x' },
      { a: 'r2@2', 'a.conflict-1': 'x', 'a.conflict-2': 'y' },
    ];
    assert.equal(
      steps(sides, { policy: 'keep-both' })[0],
      'conflict a to primary keeping a.conflict-3',
    );
  });

  it('counts what an interrupted run left of the version that loses only once', () => {
    const options = { policy: 'keep-both' } as const;
    const fresh: Sides = [{ a: 'r1@1' }, { a: 'r2@2' }];
    assert.equal(plan(fresh, options).expected.bytes, 30);
    const inOne: Sides = [{ a: 'r1@1', 'a.conflict-1': 'r1@1' }, { a: 'r2@2' }];
    assert.equal(plan(inOne, options).expected.bytes, 20);
    const inBoth: Sides = [inOne[0], { a: 'r2@2', 'a.conflict-1': 'r1@1' }];
    assert.equal(plan(inBoth, options).expected.bytes, 10);
    const known = { baseline: { 'a.conflict-1': 'r0' }, ...options };
    assert.equal(plan(inOne, known).expected.bytes, 20);
  });

  it('uses the key that an interrupted run gave to the same version', () => {
    const sides: Sides = [{ a: 'r1@1', 'a.conflict-1': 'r1@1' }, { a: 'r2@2' }];
    assert.equal(
      steps(sides, { policy: 'keep-both' })[0],
      'conflict a to primary keeping a.conflict-1',
    );
  });
});

describe('planSync both ways with a baseline', () => {
  const baseline = { a: 'r0' };

  it('carries a change of one side over, even if its clock is behind', () => {
    assert.deepEqual(steps([{ a: 'r1@1' }, { a: 'r0@5' }], { baseline }), [
      'update a to secondary',
    ]);
    assert.deepEqual(steps([{ a: 'r0@5' }, { a: 'r1@1' }], { baseline }), ['update a to primary']);
  });

  it('finds a conflict in changes on both sides, even if one is newer', () => {
    assert.deepEqual(steps([{ a: 'r1@1' }, { a: 'r2@2' }], { baseline }), ['conflict a']);
  });

  it('finds no conflict when both sides were changed to the same', () => {
    assert.deepEqual(steps([{ a: 'r1' }, { a: 'r1' }], { baseline }), ['skip-equal a']);
  });

  it('deletes on the other side what was deleted on one since', () => {
    assert.deepEqual(steps([{}, { a: 'r0' }], { baseline }), ['delete a to secondary']);
    assert.deepEqual(steps([{ a: 'r0' }, {}], { baseline }), ['delete a to primary']);
  });

  it('copies what is new, although the other side lacks it', () => {
    assert.deepEqual(steps([{ b: 'r1' }, {}], { baseline }), ['copy b to secondary']);
  });

  it('recognises a rename and names the new key', () => {
    const { actions } = plan([{ b: 'x#r0' }, { a: 'x#r0' }], { baseline });
    assert.deepEqual(
      actions.map(({ kind, key, to, renamedTo }) => ({ kind, key, to, renamedTo })),
      [
        { kind: 'delete', key: 'a', to: 'secondary', renamedTo: { key: 'b', revision: 'r0' } },
        { kind: 'copy', key: 'b', to: 'secondary', renamedTo: undefined },
      ],
    );
  });

  const changedAndDeleted = {
    newer: 'conflict a',
    skip: 'conflict a',
    primary: 'delete a to secondary',
    secondary: 'copy a to primary',
    'keep-both': 'copy a to primary',
  };
  for (const [policy, step] of Object.entries(changedAndDeleted)) {
    it(`does "${step}" under "${policy}" when the primary deleted what the secondary changed`, () => {
      const options = { baseline, policy: policy as ConflictPolicy };
      assert.deepEqual(steps([{}, { a: 'r1' }], options), [step]);
    });
  }

  it('asks before it deletes more than half of a side', () => {
    const known = { a: 'r', b: 'r', c: 'r', d: 'r' };
    assert.equal(plan([{ a: 'r', b: 'r' }, known], { baseline: known }).needsConfirmation, false);
    assert.equal(plan([{ a: 'r' }, known], { baseline: known }).needsConfirmation, true);
    assert.equal(plan([known, {}], { baseline: known }).needsConfirmation, true);
  });

  it('does not ask because of renames', () => {
    const sides: Sides = [{ b: 'x#r0' }, { a: 'x#r0' }];
    assert.equal(plan(sides, { baseline }).needsConfirmation, false);
  });

  it('forgets what is on neither side any more', () => {
    const { known } = plan([{ b: 'r1' }, {}], { baseline: { a: 'r0', b: 'r0' } });
    assert.deepEqual([...known], [['b', 'r0']]);
  });
});

describe('planSync with damaged results', () => {
  const sound = state({ a: 'r1' });
  const broken = state({}, { a: 'corrupt' });

  it('repairs a damaged result from the sound replica and says so', () => {
    const { actions } = planSync({ primary: broken, secondary: sound, direction: 'bidirectional' });
    assert.deepEqual(actions, [
      {
        kind: 'update',
        key: 'a',
        to: 'primary',
        bytes: 10,
        reason: 'damaged in the primary (bad bytes), repaired from the secondary',
        primary: null,
        secondary: 'r1',
        repairs: true,
      },
    ]);
  });

  it('does not repair the source of a one-way sync, and never copies damaged bytes', () => {
    const { actions, failures } = planSync({
      primary: broken,
      secondary: sound,
      direction: 'primary_to_secondary',
    });
    assert.deepEqual(actions, []);
    assert.match(
      failures[0]?.message ?? '',
      /Cannot be read in the primary: bad bytes .* sound copy/,
    );
  });

  it('does not write over what merely cannot be read just now', () => {
    const { actions, failures, expected } = planSync({
      primary: state({}, { a: 'unavailable' }),
      secondary: sound,
      direction: 'bidirectional',
    });
    assert.deepEqual(actions, []);
    assert.equal(failures.length, 1);
    assert.equal(expected.failed, 1);
  });

  it('reports what is damaged and has no replica', () => {
    for (const other of [broken, state({})]) {
      const { failures } = planSync({
        primary: broken,
        secondary: other,
        direction: 'bidirectional',
      });
      assert.deepEqual(
        failures.map(({ key }) => key),
        ['a'],
      );
    }
  });
});

describe('planSync statistics', () => {
  it('say what a run without failures will report', () => {
    const { expected } = plan(
      [
        { equal: 'r', here: 'r', changed: 'r1', tie: 'r1', gone: 'r0' },
        { equal: 'r', there: 'r', changed: 'r0', tie: 'r2' },
      ],
      { baseline: { changed: 'r0', gone: 'r0' } },
    );
    assert.deepEqual(expected, {
      copied_to_primary: 1,
      copied_to_secondary: 1,
      updated: 1,
      skipped: 1,
      conflicts: 1,
      deleted: 1,
      failed: 0,
      bytes: 30,
    });
  });

  it('count every version that is kept', () => {
    const sides: Sides = [{ a: 'r1@1' }, { a: 'r2@2' }];
    assert.equal(plan(sides, { policy: 'keep-both' }).expected.bytes, 30);
  });
});
