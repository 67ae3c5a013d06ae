import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/core/json';
import { knownRows, rowKinds } from '../../../src/webview/model/rowKinds';
import { trialEnds, trialEndsIn } from '../../../src/webview/model/trialStates';
import { boolean, categorical } from '../support/columns';

function endsOf(states: readonly string[], name = 'state'): readonly string[] {
  const counted: JsonObject = Object.fromEntries(states.map(state => [state, 1]));
  const outline = { metadata: { states: counted }, rowCount: states.length };
  const ends = trialEndsIn(outline, [categorical(name, states)]);
  return [...(ends ?? [])].map(end => trialEnds[end] as string);
}

describe('How trials ended', () => {
  it('is told by the words that tools use', () => {
    const ended: Readonly<Record<string, readonly string[]>> = {
      completed: ['COMPLETE', 'SUCCESS', 'TERMINATED', 'FINISHED', 'completed', 'DONE'],
      pruned: ['PRUNED', 'EARLY_STOPPED', 'STOP', 'CAPPED'],
      failed: ['FAIL', 'FAILED', 'ERROR', 'CRASHED', 'TIMEOUT', 'MEMORYOUT', 'MEMOUT', 'KILLED'],
      unfinished: ['RUNNING', 'WAITING', 'PENDING', 'CANDIDATE', 'NEW', 'SCHEDULED'],
    };
    for (const [end, states] of Object.entries(ended)) {
      assert.deepEqual(
        endsOf(states),
        states.map(() => end),
      );
    }
  });

  it('is told by whether there was an error', () => {
    const outline = { metadata: { states: { true: 1, false: 1 } }, rowCount: 2 };
    const ends = trialEndsIn(outline, [boolean('xopt_error', [true, false])]);
    assert.deepEqual(
      [...(ends ?? [])].map(end => trialEnds[end]),
      ['failed', 'completed'],
    );
  });

  it('is unknown where the result counts no states', () => {
    const column = categorical('state', ['COMPLETE']);
    assert.equal(trialEndsIn({ metadata: {}, rowCount: 1 }, [column]), undefined);
  });
});

describe('What rows are', () => {
  it('is how their trial ended, then whether they are feasible', () => {
    const rows = knownRows(5, {
      feasible: Uint8Array.of(1, 0, 0, 1, 1),
      ends: Uint8Array.of(0, 0, 1, 2, 3),
    });
    assert.deepEqual(
      [...rows.kinds].map(kind => rowKinds[kind]),
      ['feasible', 'infeasible', 'pruned', 'failed', 'unfinished'],
    );
    assert.deepEqual([...rows.counts], [1, 0, 0, 0, 0]);
    assert.deepEqual([...rows.completed], [1, 1, 0, 0, 0]);
    assert.equal(rows.numbers.pruned, 1);
  });

  it('is feasible where nothing is known', () => {
    const rows = knownRows(2, {});
    assert.deepEqual([...rows.counts], [1, 1]);
    assert.deepEqual([rows.hasEnds, rows.hasConstraints], [false, false]);
  });
});
