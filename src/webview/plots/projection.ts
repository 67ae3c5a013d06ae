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

/** Where a value lies along an edge of the cube, -1 to 1. */
export function cubePlace(value: number, { range, isLog, isInverse }: CubeAxis): number {
  const place = isLog ? Math.log10 : (number: number): number => number;
  const [from, to] = [place(range[0]), place(range[1])];
  const share = ((place(value) - from) / (to - from)) * 2 - 1;
  return isInverse ? -share : share;
}

/** How all points are seen. O(n). */
export function seenPoints(
  axes: readonly [CubeAxis, CubeAxis, CubeAxis],
  turn: Turn,
): { readonly across: Float64Array; readonly up: Float64Array; readonly depth: Float64Array } {
  const rowCount = axes[0].values.length;
  const [across, up, depth] = [0, 1, 2].map(() => new Float64Array(rowCount)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [x, y, z] = axes;
  for (let row = 0; row < rowCount; row++) {
    const place = seen(
      [
        cubePlace(x.values[row] as number, x),
        cubePlace(y.values[row] as number, y),
        cubePlace(z.values[row] as number, z),
      ],
      turn,
    );
    across[row] = place.across;
    up[row] = place.up;
    depth[row] = place.depth;
  }
  return { across, up, depth };
}
