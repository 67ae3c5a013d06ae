import type { Theme } from '../../page/theme';
import { inkPicture } from '../../plots/inkPicture';
import type { PictureFormat } from '../../plots/picture';
import { SvgInk } from '../../plots/svgInk';

/** A part of a picture, and where it is in the page. */
export interface PlacedPicture {
  readonly blob: Blob;
  readonly place: HTMLElement;
  readonly title: string;
}

/** CSS pixels above a slice for its name. */
const titleHeight = 18;

/** Slices in one picture, each with its name above it, where they lie in the grid. @param parts in the same format. */
export async function slicesPicture(
  format: PictureFormat,
  parts: readonly PlacedPicture[],
  theme: Theme,
): Promise<Blob> {
  if (parts.length === 0) throw new Error('There is nothing drawn yet.');
  const boxes = parts.map(({ place }) => place.getBoundingClientRect());
  const left = Math.min(...boxes.map(box => box.left));
  const top = Math.min(...boxes.map(box => box.top)) - titleHeight;
  const size = {
    width: Math.ceil(Math.max(...boxes.map(({ right }) => right)) - left),
    height: Math.ceil(Math.max(...boxes.map(({ bottom }) => bottom)) - top),
  };
  const contents = await Promise.all(parts.map(({ blob }) => contentOf(blob, format)));
  return inkPicture(format, size, theme, ink => {
    ink.font = `${theme.fontSize}px ${theme.fontFamily}`;
    parts.forEach(({ title }, at) => {
      const box = boxes[at] as DOMRect;
      const [x, y] = [box.left - left, box.top - top];
      ink.fillStyle = theme.foreground;
      ink.fillText(title, x + 4, y - 4);
      const content = contents[at];
      if (content instanceof HTMLCanvasElement) ink.drawImage(content, x, y, box.width, box.height);
      // An SVG within another has a place there.
      else if (ink instanceof SvgInk)
        ink.drawSvg(`${content}`.replace('<svg ', `<svg x="${x}" y="${y}" `));
    });
  });
}

/** The markup of an SVG, or the pixels of a PNG. */
async function contentOf(blob: Blob, format: PictureFormat): Promise<string | HTMLCanvasElement> {
  if (format === 'svg') return blob.text();
  const image = await createImageBitmap(blob);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width, image.height];
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return canvas;
}
