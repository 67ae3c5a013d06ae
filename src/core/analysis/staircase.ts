import { RankSet } from './rankSet';

/**
 * The two-dimensional front of the points added so far, and the area that it dominates up to a corner. It knows all
 * x-values that may come; a point is named by the rank of its x among them. Adding n points is O(n log n) in any order.
 */
export class Staircase {
  private readonly steps: RankSet;
  private readonly heights: Float64Array;

  /** `xs` ascending and different from each other; both coordinates are better when smaller. */
  constructor(
    private readonly xs: Float64Array,
    private readonly corner: { readonly x: number; readonly y: number },
  ) {
    this.steps = new RankSet(xs.length);
    this.heights = new Float64Array(xs.length);
  }

  /** Whether a point of the front is at least as good in both coordinates. */
  covers(rank: number, y: number): boolean {
    const before = this.steps.atOrBefore(rank);
    return before >= 0 && (this.heights[before] as number) <= y;
  }

  /** Adds a point that lies within the corner; removes what it covers. Returns the area that it adds, 0 when covered. */
  add(rank: number, y: number): number {
    const before = this.steps.atOrBefore(rank);
    let ceiling = before < 0 ? this.corner.y : (this.heights[before] as number);
    if (before >= 0 && ceiling <= y) return 0;
    let area = 0;
    let from = this.xs[rank] as number;
    let next = this.steps.after(rank);
    while (next >= 0) {
      const height = this.heights[next] as number;
      const to = this.xs[next] as number;
      area += (to - from) * (ceiling - y);
      if (height < y) break;
      this.steps.delete(next);
      [from, ceiling] = [to, height];
      next = this.steps.after(next);
    }
    if (next < 0) area += (this.corner.x - from) * (ceiling - y);
    this.steps.add(rank);
    this.heights[rank] = y;
    return area;
  }

  /** Makes it empty. O(front). */
  clear(): void {
    for (let rank = this.steps.after(-1); rank >= 0; rank = this.steps.after(rank)) {
      this.steps.delete(rank);
    }
  }
}
