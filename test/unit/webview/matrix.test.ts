import assert from 'node:assert/strict';
import type { Rgb } from '../../../src/webview/plots/pointRaster';
import { binLines, distributionWords } from '../../../src/webview/views/matrix/cellWords';
import {
  correlationOf,
  correlationText,
  rankable,
  shortCorrelationText,
} from '../../../src/webview/views/matrix/correlation';
import { contrast, correlationTint } from '../../../src/webview/views/matrix/correlationTint';
import { endText } from '../../../src/webview/views/matrix/endText';
import { brushesOf } from '../../../src/webview/views/matrix/matrixBrush';
import { choiceFrom, firstChoice } from '../../../src/webview/views/matrix/matrixChoice';
import { matrixColumn } from '../../../src/webview/views/matrix/matrixColumn';
import {
  boxOf,
  cellAt,
  layoutOf,
  positionAtX,
  positionAtY,
  xOf,
  yOf,
} from '../../../src/webview/views/matrix/matrixLayout';
import type { Role } from '../../../src/core/variables';
import { boolean, categorical, float64 } from '../support/columns';

describe('The columns of a scatter matrix', () => {
  const outline = (roles: readonly Role[]) => ({
    columns: roles.map((role, at) => ({
      variable: { name: `c${at}`, role },
      type: 'float64' as const,
    })),
  });

  it('are three design variables and all objectives, else the first six of numbers', () => {
    const roles = ['objective', 'design', 'design', 'observable', 'design', 'design'] as const;
    assert.deepEqual(firstChoice(outline(roles)), { places: [1, 2, 4, 0] });
    const none = Array.from({ length: 300 }, (): Role => 'observable');
    assert.deepEqual(firstChoice(outline(none)), { places: [0, 1, 2, 3, 4, 5] });
    assert.deepEqual(firstChoice(outline([])), { places: [] });
  });

  it('are remembered where they still exist', () => {
    assert.deepEqual(choiceFrom({ places: [2, 0], pair: [0, 1] }, 3), {
      places: [2, 0],
      pair: [0, 1],
    });
    assert.deepEqual(choiceFrom({ places: [2, 0], pair: [0, 2] }, 3), { places: [2, 0] });
    assert.equal(choiceFrom({ places: [2, 0] }, 2), undefined);
    assert.equal(choiceFrom(undefined, 2), undefined);
    assert.equal(choiceFrom({ places: 'all' }, 2), undefined);
  });
});

describe('The layout of a scatter matrix', () => {
  it('finds the cell at a place, and places in it', () => {
    const layout = layoutOf(1000, 500, 4);
    const box = boxOf(layout, { across: 2, down: 1 });
    assert.deepEqual(cellAt(layout, { x: box.left + 1, y: box.top + 1 }), { across: 2, down: 1 });
    assert.equal(cellAt(layout, { x: 2, y: 2 }), undefined);
    assert.ok(Math.abs(positionAtX(box, xOf(box, 0.3)) - 0.3) < 1e-12);
    assert.ok(Math.abs(positionAtY(box, yOf(box, 0.3)) - 0.3) < 1e-12);
  });

  it('grows beyond its room rather than have cells in which nothing can be seen', () => {
    const { width, height } = layoutOf(400, 200, 20);
    assert.ok(width > 20 * 80 && height > 20 * 50);
  });
});

describe('A column of a scatter matrix', () => {
  it('counts values exactly where they are, and what has no place', () => {
    const values = [0, 0.5, 12, 24, NaN, Infinity, null];
    const column = matrixColumn(float64('x', values), 0);
    const { counts } = column.distribution;
    // 24 bins from 0 to 24.
    assert.deepEqual([counts[0], counts[12], counts[23]], [2, 1, 1]);
    assert.equal(distributionWords(column), '4 values from 0 to 24; 2 missing; 1 infinite');
    assert.deepEqual(binLines(column, 12, undefined), ['x: 12 to 13', '1 row']);
    const chosen = column.chosenIn([0, 2, 4, 5, 6]);
    assert.deepEqual([chosen[0], chosen[12], chosen[23]], [1, 1, 0]);
    assert.equal(binLines(column, 0, chosen)[2], '1 of them selected');
  });

  it('has a bin for each category', () => {
    const column = matrixColumn(categorical('kind', ['a', 'b', 'a', null]), 0);
    assert.deepEqual([...column.distribution.counts], [2, 1]);
    assert.deepEqual(binLines(column, 1, undefined), ['kind: b', '1 row']);
    assert.equal(distributionWords(column), '3 values in 2 categories; 1 missing');
  });

  it('shares bins among very many categories, and names them all', () => {
    const names = Array.from({ length: 130 }, (_, at) => `n${at}`);
    const column = matrixColumn(categorical('kind', names), 0);
    const { counts } = column.distribution;
    const named = Array.from(counts, (_, bin) =>
      (binLines(column, bin, undefined)[0] as string).replace('kind: ', '').split(', '),
    );
    assert.deepEqual(named.flat(), names);
    assert.deepEqual(
      named.map(each => each.length),
      [...counts],
    );
  });

  it('says that it has one value, or none', () => {
    assert.equal(distributionWords(matrixColumn(float64('x', [3, 3]), 0)), '2 values, all 3');
    assert.equal(distributionWords(matrixColumn(float64('x', [NaN]), 0)), 'no values; 1 missing');
  });

  it('is binned by powers where it is searched on a logarithmic scale', () => {
    const column = matrixColumn(float64('rate', [1, 10, 100], { log: true }), 0);
    assert.deepEqual(
      [0, 12, 23].map(bin => column.distribution.counts[bin]),
      [1, 1, 1],
    );
  });
});

describe('Dragging in a scatter matrix', () => {
  it('chooses ranges with no more digits than a pixel tells apart', () => {
    const [x, y] = [float64('x', [0, 100]), float64('y', [0, 1])].map(matrixColumn);
    assert.ok(x !== undefined && y !== undefined);
    const box = { left: 0, top: 0, width: 210, height: 110 };
    const drag = { from: { x: xOf(box, 0.25), y: yOf(box, 0.5) }, to: { x: 999, y: 55 } };
    const [across, up] = brushesOf(box, drag, { x, y });
    assert.deepEqual(across, { place: 0, from: 25, to: 102.5 });
    assert.deepEqual(up, { place: 1, from: 0.5, to: 0.5 });
    assert.equal(brushesOf(box, drag, { x, y: x }).length, 1);
  });
});

describe('A rank correlation in a scatter matrix', () => {
  const columns = [
    float64('a', [1, 2, 3]),
    categorical('kind', ['x', 'y', 'x']),
    float64('c', [3, 2, 1]),
    float64('same', [1, 1, 1]),
    boolean('is', [false, true, true]),
    float64('none', [NaN, NaN, NaN]),
  ].map(matrixColumn);
  const count = rankable(columns).length;
  const at = (one: number, other: number): number => one * count + other;

  it('is of columns that have an order, or says why there is none', () => {
    assert.equal(count, 5);
    const matrix = new Float64Array(count * count).fill(NaN);
    const rows = new Uint32Array(count * count);
    // `c` is the second of those that have an order.
    matrix[at(0, 1)] = -1;
    rows[at(0, 1)] = 3;
    const answer = { matrix, rows };
    assert.deepEqual(correlationOf(columns, 0, 2, answer), { value: -1, rows: 3 });
    assert.deepEqual(correlationOf(columns, 0, 1, answer), { why: 'no order' });
    assert.deepEqual(correlationOf(columns, 0, 3, answer), { why: 'constant' });
    assert.deepEqual(correlationOf(columns, 0, 4, answer), { why: 'too few rows' });
    assert.deepEqual(correlationOf(columns, 0, 5, answer), { why: 'no values' });
    assert.deepEqual(correlationOf(columns, 0, 2, undefined), { why: 'computing…' });
  });

  it('is written as it begins, never rounded', () => {
    assert.equal(correlationText(0.99999999), '+0.999999…');
    assert.equal(correlationText(-1), '-1');
    assert.equal(correlationText(0.29), '+0.29');
    assert.equal(correlationText(-0.0034567891), '-0.00345678…');
    assert.equal(correlationText(-3e-9), '-3e-9');
    assert.equal(correlationText(-0), '0');
  });

  it('is short in a cell, and says more than zeros however small it is', () => {
    assert.equal(shortCorrelationText(0.999), '+0.99…');
    assert.equal(shortCorrelationText(-1), '-1');
    assert.equal(shortCorrelationText(-0.0123), '-0.012…');
    assert.equal(shortCorrelationText(0), '0');
    assert.equal(shortCorrelationText(-0.003), '-0.003');
    assert.equal(shortCorrelationText(-0.0034567891), '≈-0.003');
    assert.equal(shortCorrelationText(0.0099), '≈+0.01');
    assert.equal(shortCorrelationText(0.0004), '≈0');
    assert.equal(shortCorrelationText(-3e-17), '≈0');
  });

  it('has a tint by its sign and size, on which its number can be read', () => {
    const colours: readonly [Rgb, Rgb] = [
      [0, 114, 178],
      [213, 94, 0],
    ];
    const themes: readonly (readonly [Rgb, Rgb])[] = [
      [
        [31, 31, 31],
        [204, 204, 204],
      ],
      [
        [255, 255, 255],
        [59, 59, 59],
      ],
      [
        [0, 0, 0],
        [255, 255, 255],
      ],
      // Of little contrast, as some themes are.
      [
        [253, 246, 227],
        [101, 123, 131],
      ],
    ];
    for (const [background, foreground] of themes) {
      for (const correlation of [-1, -0.4, 0.4, 0.7, 1]) {
        const { fill, text } = correlationTint(correlation, { background, foreground }, colours);
        assert.ok(contrast(fill, text) >= 4.5, `${correlation} on ${background.join()}`);
      }
      assert.deepEqual(correlationTint(0, { background, foreground }, colours).fill, background);
    }
    const dark = { background: [0, 0, 0], foreground: [255, 255, 255] } as const;
    assert.deepEqual(correlationTint(-1, dark, colours).fill, [0, 68, 107]);
    assert.deepEqual(correlationTint(1, dark, colours).fill, [128, 56, 0]);
  });
});

describe('The ends of an axis', () => {
  it('are short, and never cut where it would change them', () => {
    assert.equal(endText(0), '0');
    assert.equal(endText(12.3456), '12.3…');
    assert.equal(endText(0.0000100123), '1.00…e-5');
    assert.equal(endText(-123456789), '-1.23…e8');
  });
});
