/** A point, smaller being better in every coordinate. */
export type Point = readonly number[];

/**
 * The exact volume of what the points dominate within the reference point. Two dimensions by sweeping; more by the volume
 * that each point adds to those after it (the WFG algorithm of While, Bradstreet and Barone, 2012), which takes long for
 * many points in many dimensions.
 */
export function hypervolume(points: readonly Point[], reference: Point): number {
  const inside = points.filter(point =>
    point.every((value, index) => value < (reference[index] as number)),
  );
  return volume(nondominated(inside), reference);
}

/** The points that no other dominates; of equal ones the first. Ordered by the last coordinate, the worst first. */
export function nondominated(points: readonly Point[]): readonly Point[] {
  const ordered = [...points].sort((a, b) => compare(a, b));
  const front: Point[] = [];
  for (const point of ordered) {
    if (!front.some(other => other.every((value, index) => value <= (point[index] as number)))) {
      front.push(point);
    }
  }
  return front;
}

/** Lexicographic: a point never comes after one that it dominates. */
function compare(a: Point, b: Point): number {
  for (let index = 0; index < a.length; index++) {
    const difference = (a[index] as number) - (b[index] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

function volume(front: readonly Point[], reference: Point): number {
  if (reference.length === 1)
    return Math.max(0, ...front.map(([x = 0]) => (reference[0] as number) - x));
  if (reference.length === 2) return area(front, reference);
  // Ordered by the first coordinate, slices between neighbours hold the area of what came before.
  let sum = 0;
  const [far = 0] = reference;
  if (reference.length === 3) {
    const sorted = [...front].sort((a, b) => (a[0] as number) - (b[0] as number));
    let slice: readonly Point[] = [];
    sorted.forEach((point, index) => {
      slice = nondominated([...slice, point.slice(1)]);
      const next = sorted[index + 1]?.[0] ?? far;
      sum += (next - (point[0] as number)) * area(slice, reference.slice(1));
    });
    return sum;
  }
  front.forEach((point, index) => {
    sum += exclusive(point, front.slice(index + 1), reference);
  });
  return sum;
}

function exclusive(point: Point, others: readonly Point[], reference: Point): number {
  const box = point.reduce(
    (product, value, index) => product * ((reference[index] as number) - value),
    1,
  );
  const limited = others.map(other =>
    other.map((value, index) => Math.max(value, point[index] as number)),
  );
  return box - volume(nondominated(limited), reference);
}

/** Of points ordered by the first coordinate. */
function area(front: readonly Point[], [right = 0, top = 0]: Point): number {
  let [sum, ceiling] = [0, top];
  for (const [x = 0, y = 0] of front) {
    if (y >= ceiling) continue;
    sum += (right - x) * (ceiling - y);
    ceiling = y;
  }
  return sum;
}
