import { okabeIto } from '../../plots/palette';
import type { Rgb } from '../../plots/pointRaster';
import { rgbOf } from '../../plots/rgbOf';

/** How much of the colour a correlation of ±1 has. */
const strongest = 0.6;
/** Of text, by WCAG 2.2, AA. */
const leastContrast = 4.5;

/** The colours of a correlation and of the number on it. */
export interface Tint {
  readonly fill: Rgb;
  readonly text: Rgb;
}

/**
 * A diverging scale for -1 to 1: blue over the background to vermilion, of Okabe and Ito, which people with any colour
 * vision tell apart. The number is written in the foreground, or in black or white where that cannot be read.
 */
export function correlationTint(
  correlation: number,
  { background, foreground }: { readonly background: Rgb; readonly foreground: Rgb },
  colours: readonly [negative: Rgb, positive: Rgb] = [rgbOf(okabeIto[0]), rgbOf(okabeIto[5])],
): Tint {
  const colour = colours[correlation < 0 ? 0 : 1];
  const share = strongest * Math.min(1, Math.abs(correlation));
  const fill = background.map((part, at) =>
    Math.round(part + ((colour[at] as number) - part) * share),
  ) as unknown as Rgb;
  const inks: readonly Rgb[] = [
    [255, 255, 255],
    [0, 0, 0],
  ];
  const best = inks.reduce((a, b) => (contrast(a, fill) >= contrast(b, fill) ? a : b));
  return { fill, text: contrast(foreground, fill) >= leastContrast ? foreground : best };
}

/** From 1 to 21, as WCAG 2.2 defines it. */
export function contrast(first: Rgb, second: Rgb): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map(part => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
