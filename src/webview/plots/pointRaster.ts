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
  /** Whether rows that are not selected are left out. */
  readonly isMaskOnly?: boolean;
}

/** What is left of the opacity of points that are not selected while others are. */
export const backgroundShare = 0.2;

/** Of a point that is alone in its pixel, however many lie elsewhere. */
const leastOpacity = 0.25;

/**
 * Paints any number of points into a picture, each as a small symbol: where many lie upon each other the picture is denser.
 * Keeps its buffers, so that painting again (a brush moves) makes no garbage. O(n · styles in use + pixels covered).
 */
export class PointRaster {
  /** Points whose middle is in a pixel, and points that cover it. */
  private readonly middles = new PixelSums();
  private readonly covered = new PixelSums();

  /** @param picture RGBA, as long as the cells are large; it is painted over. */
  paint(picture: Uint8ClampedArray, place: PointCells, points: PointSet, ink: RasterInk): void {
    picture.fill(0);
    this.middles.fit(place.width * place.height);
    this.covered.fit(place.width * place.height);
    const flags = ink.mask === undefined ? [undefined] : ink.isMaskOnly === true ? [1] : [0, 1];
    const uses = usesOf(place, points, ink.mask);
    for (const flag of flags) {
      points.styles.forEach((style, index) => {
        if (uses[index * 2 + (flag ?? 0)] === 0) return;
        this.gather({ place, points, ink, style: index, flag });
        const size = Math.max(1, Math.round(style.size * ink.pixelRatio));
        this.spread(place, kernelOf(style.symbol, size));
        this.blend(picture, {
          opacity: style.opacity * (flag === 0 ? backgroundShare : 1),
          colour: ink.colours[index] as Rgb,
          ramp: style.isScaled === true ? ink.ramp : undefined,
        });
      });
    }
  }

  /** How many points of the layer lie in each pixel, and the sum of their places on the scale. */
  private gather({ place: { cells }, points, ink: { mask }, style, flag }: Layer): void {
    const { category, scale, styles } = points;
    const values = styles[style]?.isScaled === true ? scale?.values : undefined;
    const [least, largest] = scale?.range ?? [0, 1];
    const span = largest - least || 1;
    this.middles.clear();
    for (let row = 0; row < cells.length; row++) {
      const cell = cells[row] as number;
      if (cell < 0 || category[row] !== style) continue;
      if (flag !== undefined && (mask as Uint8Array)[row] !== flag) continue;
      const share = values === undefined ? 0 : ((values[row] as number) - least) / span;
      this.middles.add(cell, 1, share);
    }
  }

  private spread({ width, height }: PointCells, kernel: Kernel): void {
    this.covered.clear();
    this.middles.sort();
    const { counts, sums, cells, used } = this.middles;
    const steps = stepsOf(kernel, width);
    const reach = kernel.reduce((most, offset) => Math.max(most, Math.abs(offset)), 0);
    const [lastColumn, lastLine] = [width - 1 - reach, height - 1 - reach];
    for (let at = 0; at < used; at++) {
      const cell = cells[at] as number;
      const [count, sum] = [counts[cell] as number, sums[cell] as number];
      const line = Math.floor(cell / width);
      const column = cell - line * width;
      const isAcross = column >= reach && column <= lastColumn;
      if (isAcross && line >= reach && line <= lastLine)
        this.covered.addAround(cell, steps, count, sum);
      else {
        for (let offset = 0; offset < kernel.length; offset += 2) {
          const x = column + (kernel[offset] as number);
          const y = line + (kernel[offset + 1] as number);
          if (x < 0 || x >= width || y < 0 || y >= height) continue;
          this.covered.add(y * width + x, count, sum);
        }
      }
    }
    this.covered.sort();
  }

  private blend(
    picture: Uint8ClampedArray,
    {
      opacity,
      colour,
      ramp,
    }: {
      readonly opacity: number;
      readonly colour: Rgb;
      readonly ramp: readonly Rgb[] | undefined;
    },
  ): void {
    const { counts, sums, cells, used } = this.covered;
    const opacities = denseOpacities(opacity, this.covered);
    for (let index = 0; index < used; index++) {
      const cell = cells[index] as number;
      const count = counts[cell] as number;
      const share = (sums[cell] as number) / count;
      const ink = ramp?.[Math.round(share * (ramp.length - 1))] ?? colour;
      const over = opacities[Math.min(opacities.length - 1, count)] as number;
      const at = cell * 4;
      if (picture[at + 3] === 0) {
        picture[at] = ink[0];
        picture[at + 1] = ink[1];
        picture[at + 2] = ink[2];
        picture[at + 3] = over * 255;
        continue;
      }
      const under = ((picture[at + 3] as number) / 255) * (1 - over);
      const whole = over + under;
      picture[at] = (ink[0] * over + (picture[at] as number) * under) / whole;
      picture[at + 1] = (ink[1] * over + (picture[at + 1] as number) * under) / whole;
      picture[at + 2] = (ink[2] * over + (picture[at + 2] as number) * under) / whole;
      picture[at + 3] = whole * 255;
    }
  }
}

/** Sums in those pixels of a picture in which there is something. */
class PixelSums {
  counts = new Uint32Array();
  sums = new Float32Array();
  /** The pixels in use, the first `used` of them. */
  cells = new Uint32Array();
  used = 0;

  fit(size: number): void {
    if (this.counts.length === size) return;
    this.counts = new Uint32Array(size);
    this.sums = new Float32Array(size);
    this.cells = new Uint32Array(size);
    this.used = 0;
  }

  clear(): void {
    for (let at = 0; at < this.used; at++) {
      const cell = this.cells[at] as number;
      this.counts[cell] = 0;
      this.sums[cell] = 0;
    }
    this.used = 0;
  }

  /** When they are many, by their place in memory: going through them is several times faster then. */
  sort(): void {
    const { counts, cells } = this;
    if (this.used * 16 < counts.length) return;
    let used = 0;
    for (let cell = 0; cell < counts.length; cell++) {
      if (counts[cell] !== 0) cells[used++] = cell;
    }
  }

  add(cell: number, count: number, sum: number): void {
    const before = this.counts[cell] as number;
    if (before === 0) this.cells[this.used++] = cell;
    this.counts[cell] = before + count;
    if (sum !== 0) this.sums[cell] = (this.sums[cell] as number) + sum;
  }

  /** Adds the same to several pixels, given by their distances in memory from one of them. */
  addAround(middle: number, steps: Int32Array, count: number, sum: number): void {
    const { counts, sums, cells } = this;
    let { used } = this;
    for (let at = 0; at < steps.length; at++) {
      const cell = middle + (steps[at] as number);
      const before = counts[cell] as number;
      if (before === 0) cells[used++] = cell;
      counts[cell] = before + count;
      if (sum !== 0) sums[cell] = (sums[cell] as number) + sum;
    }
    this.used = used;
  }
}

/** Counts above which a pixel is as dense as it can be. */
const mostCounts = 4096;

/** The opacity of a pixel by how many points cover it: half of the usual crowd is as opaque as a single point. */
function denseOpacities(opacity: number, { counts, cells, used }: PixelSums): Float32Array {
  let [sum, most] = [0, 0];
  for (let at = 0; at < used; at++) {
    const count = counts[cells[at] as number] as number;
    sum += count;
    if (count > most) most = count;
  }
  const crowd = Math.max(1, sum / used / 2);
  const least = Math.min(leastOpacity, opacity);
  return Float32Array.from({ length: Math.min(mostCounts, most) + 1 }, (_, count) =>
    Math.max(least, 1 - (1 - opacity) ** (count / crowd)),
  );
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

/** The same offsets as distances in memory. */
function stepsOf(kernel: Kernel, width: number): Int32Array {
  return Int32Array.from(
    { length: kernel.length / 2 },
    (_, at) => (kernel[at * 2 + 1] as number) * width + (kernel[at * 2] as number),
  );
}

/** Whether a symbol that fills -1 … 1 covers a place; `pixel` is the size of a pixel there. */
const holds: Readonly<Record<PointSymbol, (x: number, y: number, pixel: number) => boolean>> = {
  circle: (x, y, pixel) => pixel >= 0.9 || Math.hypot(x, y) <= 1,
  square: () => true,
  diamond: (x, y, pixel) => Math.abs(x) + Math.abs(y) <= 1 + pixel / 4,
  triangle: (x, y) => Math.abs(x) <= (y + 1) / 2,
  wedge: (x, y) => Math.abs(x) <= (1 - y) / 2,
  cross: (x, y, pixel) => Math.abs(Math.abs(x) - Math.abs(y)) < Math.max(0.3, pixel * 0.6),
};
