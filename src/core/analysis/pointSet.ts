/**
 * Points, one after another in one array, to compare others with. A member that beats another moves halfway to the start,
 * as in the self-organising list of Börzsönyi, Kossmann & Stocker (2001).
 */
export class PointSet {
  private coordinates: Float64Array;
  private end = 0;
  private comparisons = 0;

  constructor(private readonly dimensions: number) {
    this.coordinates = new Float64Array(64 * dimensions);
  }

  /** How many times a member was looked at. */
  get work(): number {
    return this.comparisons;
  }

  add(point: Float64Array): void {
    if (this.end === this.coordinates.length) {
      const larger = new Float64Array(2 * this.end);
      larger.set(this.coordinates);
      this.coordinates = larger;
    }
    this.coordinates.set(point, this.end);
    this.end += this.dimensions;
  }

  clear(): void {
    this.end = 0;
  }

  /** Whether a member is at least as good in every objective. O(members · k). */
  beats(point: Float64Array): boolean {
    const { coordinates, dimensions, end } = this;
    for (let start = 0; start < end; start += dimensions) {
      let objective = 0;
      while (
        objective < dimensions &&
        (coordinates[start + objective] as number) <= (point[objective] as number)
      ) {
        objective++;
      }
      if (objective === dimensions) {
        this.comparisons += start / dimensions + 1;
        this.promote(start / dimensions);
        return true;
      }
    }
    this.comparisons += end / dimensions;
    return false;
  }

  private promote(member: number): void {
    const { coordinates, dimensions } = this;
    const [low, high] = [(member >>> 1) * dimensions, member * dimensions];
    for (let objective = 0; objective < dimensions; objective++) {
      const value = coordinates[low + objective] as number;
      coordinates[low + objective] = coordinates[high + objective] as number;
      coordinates[high + objective] = value;
    }
  }
}
