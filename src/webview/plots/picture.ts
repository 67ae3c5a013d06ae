/** What a picture of a plot can be. */
export type PictureFormat = 'png' | 'svg';

/** Pixels of a PNG for each CSS pixel, at least: enough for print. */
export const pictureRatio = 2;

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
  return new Blob([text], { type: 'image/svg+xml' });
}
