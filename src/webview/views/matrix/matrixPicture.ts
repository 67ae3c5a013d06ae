import type { Theme } from '../../page/theme';
import { pictureRatio, pngOf } from '../../plots/picture';
import { backgroundShare } from '../../plots/pointRaster';
import type { MatrixInk } from './drawMatrix';
import type { MatrixLayout } from './matrixLayout';
import type { MatrixPoints } from './matrixPoints';

/** The matrix as PNG, without what the mouse draws. @param paint draws all but the points, in CSS pixels. */
export function matrixPicture(
  { width, height }: MatrixLayout,
  { background }: Theme,
  { all, chosen }: MatrixPoints,
  paint: (ink: MatrixInk) => void,
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const ratio = Math.max(pictureRatio, window.devicePixelRatio);
  [canvas.width, canvas.height] = [width * ratio, height * ratio];
  const ink = canvas.getContext('2d');
  if (ink === null) throw new Error('This browser gives no canvas to draw on.');
  ink.setTransform(ratio, 0, 0, ratio, 0, 0);
  ink.fillStyle = background;
  ink.fillRect(0, 0, width, height);
  ink.globalAlpha = chosen.hidden ? 1 : backgroundShare;
  ink.drawImage(all, 0, 0, width, height);
  ink.globalAlpha = 1;
  if (!chosen.hidden) ink.drawImage(chosen, 0, 0, width, height);
  paint(ink);
  return pngOf(canvas);
}
