import { rgbaOf } from './rgbOf';

/** A colour of CSS for an attribute of SVG, with its opacity apart: not every program that reads SVG reads all of CSS. */
export function colourAttributes(name: 'fill' | 'stroke', colour: string, opacity: number): string {
  const [red, green, blue, alpha] = rgbaOf(colour);
  const hex = [red, green, blue].map(part => part.toString(16).padStart(2, '0')).join('');
  const whole = Math.round((alpha / 255) * opacity * 1000) / 1000;
  return `${name}="#${hex}"${whole === 1 ? '' : ` ${name}-opacity="${whole}"`}`;
}
