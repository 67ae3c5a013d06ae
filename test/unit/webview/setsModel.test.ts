import assert from 'node:assert/strict';
import type { Json } from '../../../src/core/json';
import { SetsModel } from '../../../src/webview/model/setsModel';
import { okabeIto } from '../../../src/webview/plots/palette';

const sets = Array.from({ length: 9 }, (_, n) => ({ name: `s${n}`, rows: [n] }));

describe('The sets that plots show', () => {
  let memory: { value: Json | undefined };

  beforeEach(() => (memory = { value: undefined }));

  const colours = (model: SetsModel) =>
    Object.fromEntries(model.shown.map(({ set, colour }) => [set.name, colour]));

  it('have a colour, a shape and a mask each', () => {
    const model = new SetsModel(sets, 9, memory);
    model.setShown('s2', true);
    model.setShown('s1', true);
    const [first, second] = model.shown;
    assert.deepEqual([first?.set.name, first?.colour], ['s2', okabeIto[0]]);
    assert.deepEqual([second?.set.name, second?.colour], ['s1', okabeIto[1]]);
    assert.notEqual(first?.symbol, second?.symbol);
    assert.deepEqual(first?.mask, Uint8Array.of(0, 0, 1, 0, 0, 0, 0, 0, 0));
  });

  it('keep their colours when others go, when sets are added, and over a reload', () => {
    const model = new SetsModel(sets.slice(0, 3), 9, memory);
    for (const name of ['s0', 's1', 's2']) model.setShown(name, true);
    model.setShown('s0', false);
    model.replace(sets.slice(1));
    const kept = { s1: okabeIto[1], s2: okabeIto[2] };
    assert.deepEqual(colours(model), kept);
    assert.deepEqual(colours(new SetsModel(sets, 9, memory)), kept);
  });

  it('are six at most; a set that was deleted leaves its colour to another', () => {
    const model = new SetsModel(sets, 9, memory);
    for (const { name } of sets) model.setShown(name, true);
    assert.equal(model.shown.length, 6);
    assert.equal(model.hasRoom, false);
    model.replace(sets.slice(1));
    model.setShown('s8', true);
    assert.equal(colours(model)['s8'], okabeIto[0]);
  });

  it('are none where another version kept something else', () => {
    memory.value = { shown: 'all' };
    assert.deepEqual(new SetsModel(sets, 9, memory).shown, []);
  });
});
