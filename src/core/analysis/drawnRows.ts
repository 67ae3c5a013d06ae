/** Some of the rows by chance, ascending as they were. */
export function drawnRows(rows: Uint32Array, most: number, random: () => number): Uint32Array {
  if (rows.length <= most) return rows;
  const shuffled = rows.slice();
  shuffle(shuffled, random, most);
  return shuffled.slice(0, most).sort();
}

/** Brings `count` members drawn by chance to the start (Fisher & Yates). */
export function shuffle(items: Uint32Array, random: () => number, count: number): void {
  for (let at = 0; at < count; at++) {
    const other = at + Math.floor(random() * (items.length - at));
    const item = items[other] as number;
    items[other] = items[at] as number;
    items[at] = item;
  }
}
