/** How many bytes a well-formed text has in UTF-8. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    // Each half of a surrogate pair stands for two of the pair's four bytes.
    const isHalf = unit >= 0xd800 && unit < 0xe000;
    length += unit < 0x800 || isHalf ? 1 : 2;
  }
  return length;
}
