import type { Theme } from '../../page/theme';
import { pngOf } from '../../plots/picture';

/** A part of a picture, and where it is in the page. */
export interface PlacedPicture {
  readonly blob: Blob;
  readonly place: HTMLElement;
  readonly title: string;
}

/** CSS pixels above a slice for its name. */
const titleHeight = 18;

/** Slices as one PNG, each with its name above it, where they lie in the grid. */
export async function slicesPicture(parts: readonly PlacedPicture[], theme: Theme): Promise<Blob> {
  if (parts.length === 0) throw new Error('There is nothing drawn yet.');
  const boxes = parts.map(({ place }) => place.getBoundingClientRect());
  const left = Math.min(...boxes.map(box => box.left));
  const top = Math.min(...boxes.map(box => box.top)) - titleHeight;
  const ratio = window.devicePixelRatio;
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil((Math.max(...boxes.map(({ right }) => right)) - left) * ratio);
  canvas.height = Math.ceil((Math.max(...boxes.map(({ bottom }) => bottom)) - top) * ratio);
  const ink = canvas.getContext('2d');
  if (ink === null) throw new Error('This browser gives no canvas to draw on.');
  ink.fillStyle = theme.background;
  ink.fillRect(0, 0, canvas.width, canvas.height);
  ink.setTransform(ratio, 0, 0, ratio, -left * ratio, -top * ratio);
  ink.font = `${theme.fontSize}px ${theme.fontFamily}`;
  ink.fillStyle = theme.foreground;
  for (const [at, { blob, title }] of parts.entries()) {
    const box = boxes[at] as DOMRect;
    ink.fillText(title, box.left + 4, box.top - 4, box.width - 8);
    const image = await createImageBitmap(blob);
    ink.drawImage(image, box.left, box.top, box.width, box.height);
  }
  return pngOf(canvas);
}
