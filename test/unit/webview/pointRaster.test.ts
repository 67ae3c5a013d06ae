import assert from 'node:assert/strict';
import type { PointStyle } from '../../../src/webview/plots/pointSet';
import { PointRaster } from '../../../src/webview/plots/pointRaster';
import type { RasterInk } from '../../../src/webview/plots/pointRaster';

const size = { width: 12, height: 6 };
const blue = [0, 0, 255] as const;
const red = [255, 0, 0] as const;
const usual: RasterInk = { colours: [blue, red], ramp: [blue, red], pixelRatio: 1 };

interface Painted {
  readonly cells: readonly number[];
  readonly category?: readonly number[];
  readonly styles?: readonly Partial<PointStyle>[];
  readonly ink?: Partial<RasterInk>;
  readonly scale?: readonly number[];
}

/** The picture as pixels of four numbers. */
function painted({ cells, category, styles = [{}], ink, scale }: Painted): number[][] {
  const picture = new Uint8ClampedArray(size.width * size.height * 4);
  const values = Float64Array.from(cells);
  const points = {
    x: values,
    y: values,
    category: Uint8Array.from(category ?? cells.map(() => 0)),
    styles: styles.map((style): PointStyle => ({
      name: 'points',
      colour: 'blue',
      symbol: 'square',
      size: 1,
      opacity: 1,
      ...style,
    })),
    legend: [],
    ...(scale && {
      scale: { name: 'colour', values: Float64Array.from(scale), range: [0, 1] as const },
    }),
  };
  const place = { ...size, cells: Int32Array.from(cells) };
  new PointRaster().paint(picture, place, points, { ...usual, ...ink });
  return Array.from({ length: size.width * size.height }, (_, cell) =>
    Array.from(picture.subarray(cell * 4, cell * 4 + 4)),
  );
}

function inkedCells(picture: readonly (readonly number[])[]): readonly number[] {
  return picture.flatMap(([, , , alpha], cell) => (alpha === 0 ? [] : [cell]));
}

describe('PointRaster', () => {
  it('paints a point in the colour of its style, and leaves the rest of the picture alone', () => {
    const picture = painted({ cells: [17] });
    assert.deepEqual(inkedCells(picture), [17]);
    assert.deepEqual(picture[17], [0, 0, 255, 255]);
  });

  it('paints a symbol around the pixel of its point', () => {
    // Line 2, column 5.
    const picture = painted({ cells: [29], styles: [{ size: 3 }] });
    assert.deepEqual(inkedCells(picture), [16, 17, 18, 28, 29, 30, 40, 41, 42]);
  });

  it('cuts a symbol off at each edge of the picture', () => {
    const corners = [0, 11, 60, 71];
    const picture = painted({ cells: corners, styles: [{ size: 3 }] });
    const expected = [0, 1, 10, 11, 12, 13, 22, 23, 48, 49, 58, 59, 60, 61, 70, 71];
    assert.deepEqual(inkedCells(picture), expected);
  });

  it('paints nothing for points that have no place in it', () => {
    assert.deepEqual(inkedCells(painted({ cells: [-1, -1] })), []);
  });

  it('paints a later style over an earlier one', () => {
    const picture = painted({ cells: [17, 17], category: [1, 0], styles: [{}, {}] });
    assert.deepEqual(picture[17], [255, 0, 0, 255]);
  });

  it('makes a pixel denser the more points lie in it', () => {
    const picture = painted({ cells: [3, 3, 3, 3, 40], styles: [{ opacity: 0.5 }] });
    const [crowd, single] = [picture[3]?.[3] ?? 0, picture[40]?.[3] ?? 0];
    assert.ok(crowd > single && single > 60, `${crowd} beside ${single}`);
  });

  it('paints selected points over the others, which fade', () => {
    const mask = Uint8Array.of(0, 1, 0);
    const picture = painted({ cells: [3, 17, 17], ink: { mask } });
    assert.equal(picture[3]?.[3], 51);
    assert.deepEqual(picture[17], [0, 0, 255, 255]);
  });

  it('takes the colour from the scale, and the middle of it where points share a pixel', () => {
    const ramp = [blue, [0, 255, 0], red] as const;
    const cells = [3, 17, 40, 40];
    const scale = [0, 1, 0, 1];
    const picture = painted({ cells, scale, styles: [{ isScaled: true }], ink: { ramp } });
    assert.deepEqual(
      [3, 17, 40].map(cell => picture[cell]?.slice(0, 3)),
      [
        [0, 0, 255],
        [255, 0, 0],
        [0, 255, 0],
      ],
    );
  });

  it('paints the same with few points as with so many that they are sorted first', () => {
    const few = painted({ cells: [30], styles: [{ size: 2 }] });
    const everywhere = Array.from({ length: 72 }, (_, cell) => 71 - cell);
    const many = painted({ cells: everywhere, styles: [{ size: 2 }] });
    assert.deepEqual(many[30], few[30]);
    assert.equal(inkedCells(many).length, 72);
  });
});
