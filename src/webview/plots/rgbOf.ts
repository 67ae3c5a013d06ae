import type { Rgb } from './pointRaster';

let ink: CanvasRenderingContext2D | null | undefined;
const known = new Map<string, Rgb>();

/** Any colour of CSS as numbers; what is transparent in it does not count. */
export function rgbOf(colour: string): Rgb {
  const found = known.get(colour);
  if (found !== undefined) return found;
  ink ??= newInk();
  if (ink === null) throw new Error('This browser gives no canvas to draw on.');
  ink.clearRect(0, 0, 1, 1);
  ink.fillStyle = colour;
  ink.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = ink.getImageData(0, 0, 1, 1).data;
  known.set(colour, [red, green, blue]);
  return [red, green, blue];
}

function newInk(): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [1, 1];
  return canvas.getContext('2d', { willReadFrequently: true });
}
