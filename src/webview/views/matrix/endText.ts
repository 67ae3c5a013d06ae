import { numberText } from '../../page/numberText';

/** How a number begins, in nine characters or so: very large and very small ones with an exponent. */
export function endText(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e6)) return numberText(value, 3);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${numberText(Number(digits), 3)}e${exponent.replace('+', '')}`;
}
