/**
 * Seven colours that people with any colour vision can tell apart, black left out because themes are dark, too.
 * Source: Okabe and Ito, Color Universal Design, 2008.
 */
export const okabeIto = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#f0e442',
] as const;

/** Viridis at nine equal steps: ordered by lightness alone, too. Source: van der Walt and Smith, matplotlib, 2015. */
export const viridis = [
  '#440154',
  '#472d7b',
  '#3b528b',
  '#2c728e',
  '#21918c',
  '#28ae80',
  '#5ec962',
  '#addc30',
  '#fde725',
] as const;
