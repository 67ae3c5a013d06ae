import { viridis } from './palette';
import type { Rgb } from './pointRaster';

const steps = 256;

/** Viridis in 256 colours, mixed linearly between those of the palette. */
export const viridisRamp: readonly Rgb[] = Array.from({ length: steps }, (_, step) => {
  const at = (step / (steps - 1)) * (viridis.length - 1);
  const below = Math.min(viridis.length - 2, Math.floor(at));
  const [from, to] = [partsOf(viridis[below] as string), partsOf(viridis[below + 1] as string)];
  const mixed = from.map((part, index) => part + ((to[index] as number) - part) * (at - below));
  return mixed.map(Math.round) as unknown as Rgb;
});

function partsOf(colour: string): readonly number[] {
  return [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16));
}
