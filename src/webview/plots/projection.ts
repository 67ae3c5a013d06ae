import type { Extent } from '../../core/analysis/extent';
import type { Numbers } from '../../core/analysis/numbers';

/** From where a picture of three dimensions is seen; radians. */
export interface Turn {
  /** Around the upright axis. */
  readonly azimuth: number;
  /** 0 from the side, π / 2 from above. */
  readonly elevation: number;
}

export const firstTurn: Turn = { azimuth: -0.9, elevation: 0.45 };

/** A place in the cube from -1 to 1; the third coordinate is upright. */
export type CubePlace = readonly [number, number, number];

/** On the screen, 1 being the half of the cube's edge: to the right, up, and towards the eye. */
export interface Seen {
  readonly across: number;
  readonly up: number;
  readonly depth: number;
}

/** How a place of the cube is seen without perspective. */
export function seen([x, y, z]: CubePlace, { azimuth, elevation }: Turn): Seen {
  const [sine, cosine] = [Math.sin(azimuth), Math.cos(azimuth)];
  const back = y * cosine - x * sine;
  const [high, flat] = [Math.sin(elevation), Math.cos(elevation)];
  return {
    across: x * cosine + y * sine,
    up: z * flat + back * high,
    depth: z * high - back * flat,
  };
}

/** Turned by so much; nobody looks from below or over the top. */
export function turned({ azimuth, elevation }: Turn, by: Turn): Turn {
  const limit = Math.PI / 2;
  return {
    azimuth: (azimuth + by.azimuth) % (2 * Math.PI),
    elevation: Math.min(limit, Math.max(0, elevation + by.elevation)),
  };
}

/** A column along an edge of the cube. */
export interface CubeAxis {
  readonly values: Numbers;
  readonly range: Extent;
  readonly isLog: boolean;
  readonly isInverse: boolean;
}

/** Where the values of an axis lie along its edge, -1 to 1; NaN where that cannot be said. O(n). */
export function cubePlaces({ values, range, isLog, isInverse }: CubeAxis): Float64Array {
  const place = isLog ? Math.log10 : (number: number): number => number;
  const from = place(range[0]);
  const factor = (isInverse ? -2 : 2) / (place(range[1]) - from);
  const shift = isInverse ? 1 : -1;
  const places = new Float64Array(values.length);
  for (let row = 0; row < places.length; row++) {
    places[row] = (place(values[row] as number) - from) * factor + shift;
  }
  return places;
}

/** How all points are seen. O(n). */
export function seenPoints(
  places: readonly [Float64Array, Float64Array, Float64Array],
  { azimuth, elevation }: Turn,
): { readonly across: Float64Array; readonly up: Float64Array; readonly depth: Float64Array } {
  const [x, y, z] = places;
  const across = new Float64Array(x.length);
  const up = new Float64Array(x.length);
  const depth = new Float64Array(x.length);
  const [sine, cosine] = [Math.sin(azimuth), Math.cos(azimuth)];
  const [high, flat] = [Math.sin(elevation), Math.cos(elevation)];
  for (let row = 0; row < across.length; row++) {
    const a = x[row] as number;
    const b = y[row] as number;
    const c = z[row] as number;
    const back = b * cosine - a * sine;
    across[row] = a * cosine + b * sine;
    up[row] = c * flat + back * high;
    depth[row] = c * high - back * flat;
  }
  return { across, up, depth };
}
