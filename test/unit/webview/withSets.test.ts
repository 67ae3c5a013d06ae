import assert from 'node:assert/strict';
import type { ShownSet } from '../../../src/webview/model/setsModel';
import type { PointStyle } from '../../../src/webview/plots/pointSet';
import { withSets } from '../../../src/webview/views/pareto/withSets';

const plain: PointStyle = {
  name: 'dominated',
  colour: 'grey',
  symbol: 'circle',
  size: 5,
  opacity: 0.6,
};
const looks = { category: Uint8Array.of(0, 0, 0, 0), styles: [plain], legend: [plain] };

function aSet(name: string, mask: readonly number[], colour: string): ShownSet {
  const rows = mask.flatMap((byte, row) => (byte === 1 ? [row] : []));
  return { set: { name, rows }, colour, symbol: 'square', glyph: '■', mask: Uint8Array.from(mask) };
}

describe('Result sets in the Pareto view', () => {
  it('give their rows colour and shape, a row in two of them those of the first', () => {
    const shown = [aSet('early', [1, 1, 0, 0], 'blue'), aSet('even', [1, 0, 1, 0], 'orange')];
    const { category, styles, legend } = withSets(looks, shown);
    const colours = [...category].map(kind => styles[kind]?.colour);
    assert.deepEqual(colours, ['blue', 'blue', 'orange', 'grey']);
    assert.equal(styles[category[0] as number]?.symbol, 'square');
    assert.deepEqual(
      legend.map(({ name }) => name),
      ['dominated', 'set early', 'set even'],
    );
  });

  it('change nothing when none is shown', () => {
    assert.equal(withSets(looks, []), looks);
  });
});
