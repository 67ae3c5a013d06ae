import type { Theme } from '../page/theme';
import type { Ink } from './ink';
import { canvasOf, pictureRatio, pngOf, svgOf } from './picture';
import type { PictureFormat } from './picture';
import { SvgInk } from './svgInk';

/** CSS pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Of what is not in sight. */
export const noRoom: PictureSize = { width: 0, height: 0 };

/**
 * A picture of what `paint` draws, on the background of the theme.
 * There is none of what has no room in the page: the promise rejects with words for the user then.
 * @param paint draws in CSS pixels; rasters that it makes are for `ratio` device pixels to each of them.
 */
export function inkPicture(
  format: PictureFormat,
  { width, height }: PictureSize,
  { background }: Pick<Theme, 'background'>,
  paint: (ink: Ink, ratio: number) => void,
): Promise<Blob> {
  if (width === 0 || height === 0) {
    const message = 'The plot is not in sight. Turn off Show as table first.';
    return Promise.reject(new Error(message));
  }
  const ratio = pictureRatio();
  const onBackground = (ink: Ink): void => {
    ink.fillStyle = background;
    ink.fillRect(0, 0, width, height);
    paint(ink, ratio);
  };
  if (format === 'svg') {
    const ink = new SvgInk();
    onBackground(ink);
    return Promise.resolve(svgOf(ink.document(width, height)));
  }
  const { canvas, ink } = canvasOf({ width, height }, ratio);
  onBackground(ink);
  return pngOf(canvas);
}
