/** A number as Python's `str` writes it, `nan` and `inf` included; `undefined` when the text is none. */
export function pythonFloat(text: string): number | undefined {
  const [, sign, word] = /^([+-]?)(nan|inf(?:inity)?)$/i.exec(text) ?? [];
  if (word !== undefined) {
    if (word.toLowerCase() === 'nan') return NaN;
    return sign === '-' ? -Infinity : Infinity;
  }
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}
