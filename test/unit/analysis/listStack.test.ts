import assert from 'node:assert/strict';
import { ListStack } from '../../../src/core/analysis/listStack';
import type { List } from '../../../src/core/analysis/listStack';

describe('ListStack', () => {
  const contents = ({ items }: ListStack, { from, to }: List): readonly number[] => [
    ...items.subarray(from, to),
  ];
  const keys = Uint32Array.of(7, 3, 5, 3);

  it('picks by keys, in the order of the list, and leaves the list alone', () => {
    const stack = new ListStack(Uint32Array.of(3, 2, 1, 0));
    const all = { from: 0, to: 4 };
    const picked = stack.within(all, keys, { low: 3, high: 5 });
    assert.deepEqual(contents(stack, picked), [3, 2, 1]);
    assert.deepEqual(contents(stack, stack.within(picked, keys, { low: 3, high: 3 })), [3, 1]);
    assert.deepEqual(contents(stack, stack.within(all, keys, { low: 8, high: 9 })), []);
    assert.deepEqual(contents(stack, all), [3, 2, 1, 0]);
    assert.deepEqual(contents(stack, picked), [3, 2, 1]);
  });

  it('takes out what is flagged', () => {
    const stack = new ListStack(Uint32Array.of(3, 2, 1, 0));
    const left = stack.without({ from: 1, to: 4 }, Uint8Array.of(0, 1, 0, 1));
    assert.deepEqual(contents(stack, left), [2, 0]);
    assert.deepEqual(contents(stack, { from: 0, to: 1 }), [3]);
  });

  it('uses again what was given back', () => {
    const stack = new ListStack(Uint32Array.of(0, 1));
    const { top } = stack;
    const first = stack.within({ from: 0, to: 2 }, keys, { low: 0, high: 9 });
    stack.giveBack(top);
    assert.deepEqual(stack.within({ from: 0, to: 2 }, keys, { low: 0, high: 9 }), first);
  });

  it('holds any number of lists', () => {
    const stack = new ListStack(Uint32Array.of(0, 1, 2, 3));
    const lists = Array.from({ length: 50 }, (_, at) =>
      stack.within({ from: 0, to: 4 }, keys, { low: at % 2 === 0 ? 5 : 0, high: 9 }),
    );
    lists.forEach((list, at) =>
      assert.deepEqual(contents(stack, list), at % 2 === 0 ? [0, 2] : [0, 1, 2, 3]),
    );
  });
});
