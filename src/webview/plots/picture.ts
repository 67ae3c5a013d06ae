import { withoutControls } from './svgMarkup';

/** What a picture of a plot can be. */
export type PictureFormat = 'png' | 'svg';

/** Pixels of a picture for each CSS pixel: enough for print, and as many as the screen has. */
export function pictureRatio(): number {
  return Math.max(2, window.devicePixelRatio);
}

/** A canvas that is not in the page, to draw on in CSS pixels. */
export function canvasOf(
  { width, height }: { readonly width: number; readonly height: number },
  ratio: number,
): { readonly canvas: HTMLCanvasElement; readonly ink: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
  const ink = canvas.getContext('2d');
  if (ink === null) throw new Error('This browser gives no canvas to draw on.');
  ink.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { canvas, ink };
}

/** A canvas as PNG. */
export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(blob => {
      if (blob === null) reject(new Error('The browser made no picture.'));
      else resolve(blob);
    });
  });
}

export function svgOf(text: string): Blob {
  return new Blob([withoutControls(text)], { type: 'image/svg+xml' });
}
