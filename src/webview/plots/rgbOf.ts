import type { Rgb } from './pointRaster';

let ink: CanvasRenderingContext2D | null | undefined;
const known = new Map<string, Rgba>();

/** {@link Rgb}, and 8-bit opacity. */
export type Rgba = readonly [...Rgb, alpha: number];

/** Any colour of CSS as numbers; what is transparent in it does not count. */
export function rgbOf(colour: string): Rgb {
  const [red, green, blue] = rgbaOf(colour);
  return [red, green, blue];
}

/** Any colour of CSS as numbers. */
export function rgbaOf(colour: string): Rgba {
  const found = known.get(colour);
  if (found !== undefined) return found;
  ink ??= newInk();
  if (ink === null) throw new Error('This browser gives no canvas to draw on.');
  ink.clearRect(0, 0, 1, 1);
  ink.fillStyle = colour;
  ink.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = ink.getImageData(0, 0, 1, 1).data;
  const numbers: Rgba = [red, green, blue, alpha];
  known.set(colour, numbers);
  return numbers;
}

function newInk(): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [1, 1];
  return canvas.getContext('2d', { willReadFrequently: true });
}
