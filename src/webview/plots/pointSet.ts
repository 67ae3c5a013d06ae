import type { Numbers } from '../../core/analysis/numbers';
import type { Extent } from '../../core/analysis/extent';

export type PointSymbol = 'circle' | 'square' | 'diamond' | 'triangle' | 'cross' | 'wedge';

/** Each shape as a character, for legends in the page. */
export const glyphs: Readonly<Record<PointSymbol, string>> = {
  circle: '●',
  square: '■',
  diamond: '◆',
  triangle: '▲',
  cross: '✖',
  wedge: '▼',
};

/** How the points of one kind look. */
export interface PointStyle {
  /** Text, not markup: it may come from a file. */
  readonly name: string;
  /** Any colour of CSS; not used where the colour scale gives one. */
  readonly colour: string;
  readonly symbol: PointSymbol;
  /** CSS pixels. */
  readonly size: number;
  /** 0 to 1, of a single point. */
  readonly opacity: number;
  /** Whether these points take their colour from the scale. */
  readonly isScaled?: boolean;
}

/** A colour for each row, from viridis. */
export interface ColourScale {
  readonly name: string;
  /** One per row. */
  readonly values: Numbers;
  readonly range: Extent;
}

/** One line of a legend. */
export type LegendEntry = Pick<PointStyle, 'name' | 'colour' | 'symbol' | 'size'>;

/** Points of a plane, one per row. A row without a finite value in x or y has no place in it. */
export interface PointSet {
  readonly x: Numbers;
  readonly y: Numbers;
  /** One index into `styles` per row. */
  readonly category: Uint8Array;
  /** In the order in which they are drawn: the last on top. */
  readonly styles: readonly PointStyle[];
  readonly scale?: ColourScale;
  readonly legend: readonly LegendEntry[];
}

/** A value that stays until the next one, drawn over the points: such as the best so far. */
export interface StepLine {
  /** In the legend; absent where something else there has its colour. */
  readonly name?: string;
  /** Any colour of CSS. */
  readonly colour: string;
  /** Ascending; where each value begins, and at last where the line ends. */
  readonly x: Numbers;
  readonly y: Numbers;
}

/** A place in the plane that is no row, such as the ideal point. */
export interface Mark {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly symbol: PointSymbol;
  /** Where its name is written. */
  readonly side: 'left' | 'right' | 'top' | 'bottom';
}
