/**
 * A UUID made from the beginning of a hash (RFC 9562, version 8: custom, name-based), so that the same name has the same one.
 * @param hash at least 32 hexadecimal digits.
 */
export function uuidOf(hash: string): string {
  const variant = ((parseInt(hash.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  const digits = `${hash.slice(0, 12)}8${hash.slice(13, 16)}${variant}${hash.slice(17, 32)}`;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
