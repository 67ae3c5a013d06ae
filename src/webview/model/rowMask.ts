/** One byte per row, 1 for the rows with these 0-based numbers. */
export function maskOf(rows: Iterable<number>, rowCount: number): Uint8Array {
  const mask = new Uint8Array(rowCount);
  for (const row of rows) mask[row] = 1;
  return mask;
}

/** A mask as text, a bit per row. */
export function maskText(mask: Uint8Array): string {
  const bits = new Uint8Array(Math.ceil(mask.length / 8));
  for (let row = 0; row < mask.length; row++) {
    if (mask[row] === 1) bits[row >> 3] = (bits[row >> 3] as number) | (1 << (row & 7));
  }
  let text = '';
  // More arguments at once than this are too many for a call.
  for (let start = 0; start < bits.length; start += 8192) {
    text += String.fromCharCode(...bits.subarray(start, start + 8192));
  }
  return btoa(text);
}

/** The mask that {@link maskText} made a text of; `undefined` when it is none of so many rows. */
export function maskIn(text: string, rowCount: number): Uint8Array | undefined {
  const bits = bytesIn(text);
  if (bits?.length !== Math.ceil(rowCount / 8)) return undefined;
  return Uint8Array.from({ length: rowCount }, (_, row) => {
    return (bits.charCodeAt(row >> 3) >> (row & 7)) & 1;
  });
}

function bytesIn(base64: string): string | undefined {
  try {
    return atob(base64);
  } catch {
    // Another version kept something else.
    return undefined;
  }
}
