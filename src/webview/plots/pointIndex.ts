import type { PointCells } from './pointCells';

/** Device pixels; a search looks into a few blocks only. */
const blockSize = 16;

/** Finds the point nearest to a place of a picture. Takes O(n) to make and 4 bytes a point. */
export class PointIndex {
  private readonly across: number;
  private readonly down: number;
  /** Where the rows of each block begin in `rows`. */
  private readonly starts: Uint32Array;
  private readonly rows: Uint32Array;

  constructor({ cells, width, height }: PointCells) {
    this.across = Math.ceil(width / blockSize);
    this.down = Math.ceil(height / blockSize);
    const blockOf = (cell: number): number =>
      Math.floor(Math.floor(cell / width) / blockSize) * this.across +
      Math.floor((cell % width) / blockSize);
    const ends = new Uint32Array(this.across * this.down + 1);
    for (let row = 0; row < cells.length; row++) {
      const cell = cells[row] as number;
      if (cell >= 0) ends[blockOf(cell)] = (ends[blockOf(cell)] as number) + 1;
    }
    let sum = 0;
    for (let block = 0; block < ends.length; block++) ends[block] = sum += ends[block] as number;
    this.rows = new Uint32Array(sum);
    // Filled from the end, so that each end moves to the start and rows stay in order.
    for (let row = cells.length - 1; row >= 0; row--) {
      const cell = cells[row] as number;
      if (cell < 0) continue;
      const place = (ends[blockOf(cell)] as number) - 1;
      ends[blockOf(cell)] = place;
      this.rows[place] = row;
    }
    this.starts = ends;
  }

  /**
   * The row with the smallest distance of at most `radius` device pixels from a place; of several the last, as it is drawn
   * on top.
   * @param distanceOf the exact distance of a row.
   */
  nearest(
    { x, y }: { readonly x: number; readonly y: number },
    radius: number,
    distanceOf: (row: number) => number,
  ): number | undefined {
    let [found, least]: [number | undefined, number] = [undefined, radius];
    const clamp = (block: number, last: number): number => Math.min(last - 1, Math.max(0, block));
    const [left, right] = [x - radius, x + radius].map(at =>
      clamp(Math.floor(at / blockSize), this.across),
    ) as [number, number];
    const [top, bottom] = [y - radius, y + radius].map(at =>
      clamp(Math.floor(at / blockSize), this.down),
    ) as [number, number];
    for (let line = top; line <= bottom; line++) {
      const end = this.starts[line * this.across + right + 1] as number;
      for (let at = this.starts[line * this.across + left] as number; at < end; at++) {
        const row = this.rows[at] as number;
        const distance = distanceOf(row);
        if (distance <= least) [found, least] = [row, distance];
      }
    }
    return found;
  }
}
