import type { Locator } from 'playwright-core';

/** The colour of a canvas (red, green, blue, opacity; 0 to 255) at a place from 0 to 1 in both directions. */
export function pixelAt(
  canvas: Locator,
  place: readonly [across: number, down: number],
): Promise<readonly number[]> {
  return canvas.evaluate((element, [across, down]) => {
    const { width, height } = element as HTMLCanvasElement;
    const ink = (element as HTMLCanvasElement).getContext('2d');
    const at = [Math.floor(width * across), Math.floor(height * down)] as const;
    return [...(ink?.getImageData(...at, 1, 1).data ?? [])];
  }, place);
}
