import assert from 'node:assert/strict';
import { paretoRows, standings } from '../../../src/webview/views/pareto/paretoRows';

describe('paretoRows', () => {
  // Two good rows, one that is NaN in the goal, one infeasible, one that did not complete.
  const columns = {
    feasible: Uint8Array.of(1, 1, 1, 0, 1),
    completed: Uint8Array.of(1, 1, 1, 1, 0),
    goals: [Float64Array.of(1, 2, NaN, 0, 0)],
  };
  const named = (front?: Uint32Array) =>
    [...paretoRows({ ...columns, front }).standing].map(code => standings[code]);

  it('tells what each row is', () => {
    const front = Uint32Array.of(0);
    assert.deepEqual(named(front), ['front', 'dominated', 'dominated', 'infeasible', 'incomplete']);
    const { counts, unknown } = paretoRows({ ...columns, front });
    assert.deepEqual(counts, { infeasible: 1, incomplete: 1, dominated: 1, unsought: 0, front: 1 });
    assert.equal(unknown, 1);
  });

  it('tells what is known while the front is sought', () => {
    assert.deepEqual(named(), ['unsought', 'unsought', 'unsought', 'infeasible', 'incomplete']);
    const { counts } = paretoRows({ ...columns, front: undefined });
    assert.deepEqual(counts, { infeasible: 1, incomplete: 1, dominated: 0, unsought: 3, front: 0 });
  });
});
