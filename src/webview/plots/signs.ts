import { okabeIto } from './palette';
import { glyphs } from './pointSet';
import type { PointSymbol } from './pointSet';

/** How one thing among several is told apart: by colour, and by shape for who cannot tell colours. */
export interface Sign {
  readonly colour: string;
  readonly symbol: PointSymbol;
  /** The shape as a character, for legends. */
  readonly glyph: string;
}

const symbols = ['circle', 'square', 'triangle', 'diamond', 'cross', 'wedge'] as const;

/** As many as there are shapes that everybody can tell apart. */
export const signs: readonly Sign[] = symbols.map((symbol, place) => ({
  symbol,
  colour: okabeIto[place] as string,
  glyph: glyphs[symbol],
}));
