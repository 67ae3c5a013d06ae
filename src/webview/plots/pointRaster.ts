import type { PointCells } from './pointCells';
import type { PointSet, PointSymbol } from './pointSet';

/** 8-bit red, green and blue. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** What a raster needs besides the points. */
export interface RasterInk {
  /** One per style. */
  readonly colours: readonly Rgb[];
  /** Colours of the scale, from its smallest value to its largest. */
  readonly ramp: readonly Rgb[];
  /** Device pixels to a CSS pixel. */
  readonly pixelRatio: number;
  /** One byte per row, 1 where it is selected; absent when all rows count alike. */
  readonly mask?: Uint8Array;
}

/** What is left of the opacity of points that are not selected while others are. */
export const backgroundShare = 0.2;

/** Of a point that is alone in its pixel, however many lie elsewhere. */
const leastOpacity = 0.25;

/**
 * Paints any number of points into a picture, each as a small symbol: where many lie upon each other the picture is denser.
 * Keeps its buffers, so that painting again (a brush moves) makes no garbage. O(n · styles in use + pixels · styles).
 */
export class PointRaster {
  private counts = new Float32Array();
  private sums = new Float32Array();
  private spreadCounts = new Float32Array();
  private spreadSums = new Float32Array();

  /** @param picture RGBA, as long as the cells are large; it is painted over. */
  paint(picture: Uint8ClampedArray, place: PointCells, points: PointSet, ink: RasterInk): void {
    picture.fill(0);
    this.fit(place.width * place.height);
    const flags = ink.mask === undefined ? [undefined] : [0, 1];
    const uses = usesOf(place, points, ink.mask);
    for (const flag of flags) {
      points.styles.forEach((_, style) => {
        const count = uses[style * 2 + (flag ?? 0)] as number;
        if (count > 0) this.paintLayer(picture, { place, points, ink, style, flag });
      });
    }
  }

  private fit(size: number): void {
    if (this.counts.length === size) return;
    this.counts = new Float32Array(size);
    this.sums = new Float32Array(size);
    this.spreadCounts = new Float32Array(size);
    this.spreadSums = new Float32Array(size);
  }

  private paintLayer(picture: Uint8ClampedArray, layer: Layer): void {
    const { points, ink, style } = layer;
    const {
      symbol,
      size,
      opacity,
      isScaled = false,
    } = points.styles[style] as (typeof points.styles)[number];
    this.count(layer);
    const kernel = kernelOf(symbol, Math.max(1, Math.round(size * ink.pixelRatio)));
    this.spread(layer.place, kernel, isScaled);
    const used = opacity * (layer.flag === 0 ? backgroundShare : 1);
    const plain = ink.colours[style] as Rgb;
    this.blend(picture, used, cell => {
      if (!isScaled) return plain;
      const share = (this.spreadSums[cell] as number) / (this.spreadCounts[cell] as number);
      return ink.ramp[Math.round(share * (ink.ramp.length - 1))] ?? plain;
    });
  }

  /** How many points of the layer lie in each pixel, and the sum of their places on the scale. */
  private count({ place: { cells }, points, ink: { mask }, style, flag }: Layer): void {
    const { counts, sums } = this;
    const { category, scale } = points;
    counts.fill(0);
    sums.fill(0);
    const [least, largest] = scale?.range ?? [0, 1];
    const span = largest - least || 1;
    for (let row = 0; row < cells.length; row++) {
      const cell = cells[row] as number;
      if (cell < 0 || category[row] !== style) continue;
      if (flag !== undefined && mask?.[row] !== flag) continue;
      counts[cell] = (counts[cell] as number) + 1;
      if (scale === undefined) continue;
      const share = ((scale.values[row] as number) - least) / span;
      sums[cell] = (sums[cell] as number) + Math.min(1, Math.max(0, share));
    }
  }

  private spread({ width, height }: PointCells, kernel: Kernel, isScaled: boolean): void {
    const { counts, sums, spreadCounts, spreadSums } = this;
    spreadCounts.fill(0);
    if (isScaled) spreadSums.fill(0);
    for (let cell = 0; cell < counts.length; cell++) {
      const count = counts[cell] as number;
      if (count === 0) continue;
      const [column, line] = [cell % width, Math.floor(cell / width)];
      for (let at = 0; at < kernel.length; at += 2) {
        const [x, y] = [column + (kernel[at] as number), line + (kernel[at + 1] as number)];
        if (x < 0 || x >= width || y < 0 || y >= height) continue;
        const target = y * width + x;
        spreadCounts[target] = (spreadCounts[target] as number) + count;
        if (isScaled) {
          spreadSums[target] = (spreadSums[target] as number) + (sums[cell] as number);
        }
      }
    }
  }

  private blend(
    picture: Uint8ClampedArray,
    opacity: number,
    colourOf: (cell: number) => Rgb,
  ): void {
    const { spreadCounts } = this;
    const crowd = Math.max(1, meanOf(spreadCounts) / 2);
    for (let cell = 0; cell < spreadCounts.length; cell++) {
      const count = spreadCounts[cell] as number;
      if (count === 0) continue;
      const dense = 1 - (1 - opacity) ** (count / crowd);
      const over = Math.max(Math.min(leastOpacity, opacity), dense);
      const [at, colour] = [cell * 4, colourOf(cell)];
      const under = ((picture[at + 3] as number) / 255) * (1 - over);
      const whole = over + under;
      for (let part = 0; part < 3; part++) {
        picture[at + part] =
          ((colour[part] as number) * over + (picture[at + part] as number) * under) / whole;
      }
      picture[at + 3] = whole * 255;
    }
  }
}

interface Layer {
  readonly place: PointCells;
  readonly points: PointSet;
  readonly ink: RasterInk;
  readonly style: number;
  /** Of the mask; `undefined` for all. */
  readonly flag: number | undefined;
}

/** Offsets of the pixels of a symbol: x, y, x, y, … */
type Kernel = Int8Array;

/** Rows in sight by style and flag. */
function usesOf(
  { cells }: PointCells,
  { category, styles }: PointSet,
  mask?: Uint8Array,
): Uint32Array {
  const uses = new Uint32Array(styles.length * 2);
  for (let row = 0; row < cells.length; row++) {
    if ((cells[row] as number) < 0) continue;
    const use = (category[row] as number) * 2 + (mask?.[row] ?? 0);
    uses[use] = (uses[use] as number) + 1;
  }
  return uses;
}

/** Of those that are not 0. */
function meanOf(counts: Float32Array): number {
  let [sum, used] = [0, 0];
  for (let cell = 0; cell < counts.length; cell++) {
    if (counts[cell] === 0) continue;
    sum += counts[cell] as number;
    used++;
  }
  return used === 0 ? 0 : sum / used;
}

function kernelOf(symbol: PointSymbol, size: number): Kernel {
  const first = -Math.floor((size - 1) / 2);
  const offsets: number[] = [];
  for (let line = 0; line < size; line++) {
    for (let column = 0; column < size; column++) {
      const [x, y] = [(column + 0.5) / size, (line + 0.5) / size].map(at => at * 2 - 1) as [
        number,
        number,
      ];
      if (holds[symbol](x, y, 2 / size)) offsets.push(first + column, first + line);
    }
  }
  return Int8Array.from(offsets);
}

/** Whether a symbol that fills -1 … 1 covers a place; `pixel` is the size of a pixel there. */
const holds: Readonly<Record<PointSymbol, (x: number, y: number, pixel: number) => boolean>> = {
  circle: (x, y, pixel) => pixel >= 0.9 || Math.hypot(x, y) <= 1,
  square: () => true,
  diamond: (x, y, pixel) => Math.abs(x) + Math.abs(y) <= 1 + pixel / 4,
  triangle: (x, y) => Math.abs(x) <= (y + 1) / 2,
  cross: (x, y, pixel) => Math.abs(Math.abs(x) - Math.abs(y)) < Math.max(0.3, pixel * 0.6),
};
