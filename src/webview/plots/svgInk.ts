import type { Ink } from './ink';
import { colourAttributes } from './svgColour';
import { escaped, svgOpen } from './svgMarkup';

/** Writes what is drawn as SVG: lines, symbols and texts as such, canvases as images within. */
export class SvgInk implements Ink {
  strokeStyle = '#000';
  fillStyle = '#000';
  lineWidth = 1;
  globalAlpha = 1;
  font = '10px sans-serif';
  textAlign: CanvasTextAlign = 'start';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  private path: string[] = [];
  private readonly elements: string[] = [];

  beginPath(): void {
    this.path = [];
  }

  moveTo(x: number, y: number): void {
    this.path.push(`M${short(x)} ${short(y)}`);
  }

  lineTo(x: number, y: number): void {
    this.path.push(`${this.path.length === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`);
  }

  /** In two halves: SVG has no arc that ends where it begins. */
  arc(...[x, y, radius, from, to]: Parameters<Ink['arc']>): void {
    const at = (angle: number): string =>
      `${short(x + radius * Math.cos(angle))} ${short(y + radius * Math.sin(angle))}`;
    const half = (angle: number): string => `A${short(radius)} ${short(radius)} 0 0 1 ${at(angle)}`;
    const start = this.path.length === 0 ? 'M' : 'L';
    this.path.push(`${start}${at(from)}${half((from + to) / 2)}${half(to)}`);
  }

  stroke(): void {
    this.add(`<path d="${this.path.join('')}" ${this.outline()}/>`);
  }

  fill(): void {
    this.add(`<path d="${this.path.join('')}" ${this.inside()}/>`);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.add(`<rect ${boxAttributes(x, y, width, height)} ${this.inside()}/>`);
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.add(`<rect ${boxAttributes(x, y, width, height)} ${this.outline()}/>`);
  }

  fillText(text: string, x: number, y: number): void {
    this.addText(text, { x, y, look: this.inside() });
  }

  strokeText(text: string, x: number, y: number): void {
    this.addText(text, { x, y, look: `${this.outline()} stroke-linejoin="round"` });
  }

  drawImage(...[image, x, y, width, height]: Parameters<Ink['drawImage']>): void {
    const place = boxAttributes(x, y, width, height);
    const look = `opacity="${short(this.globalAlpha)}" preserveAspectRatio="none"`;
    this.add(`<image ${place} ${look} href="${image.toDataURL('image/png')}"/>`);
  }

  /** Lays another SVG over what was drawn so far. @param svg markup that is trusted. */
  drawSvg(svg: string): void {
    this.add(svg);
  }

  /** All that was drawn, as a file. */
  document(width: number, height: number): string {
    return `${svgOpen(width, height)}\n${this.elements.join('\n')}\n</svg>\n`;
  }

  private add(element: string): void {
    this.elements.push(element);
  }

  private addText(
    text: string,
    { x, y, look }: { readonly x: number; readonly y: number; readonly look: string },
  ): void {
    const [, size = '10', family = 'sans-serif'] = /^([\d.]+)px (.*)$/s.exec(this.font) ?? [];
    // Few programs follow `dominant-baseline`: the middle of small letters is about a third of the size above the line.
    const line = this.textBaseline === 'middle' ? y + Number(size) * 0.35 : y;
    const anchor = anchors[this.textAlign];
    const font = `font-size="${size}" font-family="${escaped(family)}" text-anchor="${anchor}"`;
    this.add(
      `<text x="${short(x)}" y="${short(line)}" ${font} ${look} xml:space="preserve">${escaped(text)}</text>`,
    );
  }

  private outline(): string {
    const colour = colourAttributes('stroke', this.strokeStyle, this.globalAlpha);
    return `fill="none" ${colour} stroke-width="${short(this.lineWidth)}"`;
  }

  private inside(): string {
    return colourAttributes('fill', this.fillStyle, this.globalAlpha);
  }
}

const anchors: Readonly<Record<CanvasTextAlign, string>> = {
  left: 'start',
  start: 'start',
  center: 'middle',
  right: 'end',
  end: 'end',
};

function boxAttributes(x: number, y: number, width: number, height: number): string {
  return `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
}

/** Hundredths of a pixel are more than anybody sees. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
