import { distinctRanks } from './distinctRanks';
import { everyRow } from './numbers';
import { completePoints } from './points';
import type { CompletePoints, Points } from './points';
import { sortedRows } from './sortedRows';
import { Staircase } from './staircase';
import { unbeatenOfMany } from './unbeatenOfMany';

/**
 * The rows of the Pareto front, ascending: those for which no other is at least as good in every objective and better in
 * one. Equal points are all on the front or none is. Rows with a NaN never take part; ±Infinity are values. Without
 * objectives there is no front.
 *
 * One objective O(n); two O(n) after one radix sort; three O(n log n) by sweeping the first objective over a staircase of
 * the other two (Kung, Luccio & Preparata 1975); more by comparing with the front so far, and where that takes long by
 * halving, O(n (log n)^(k - 2)): see `unbeatenOfMany`.
 */
export function nondominatedRows(points: Points): Uint32Array {
  const complete = completePoints(points);
  const unbeaten = unbeatenOf(complete);
  let count = 0;
  const rows = new Uint32Array(complete.rows.length);
  for (let index = 0; index < rows.length; index++) {
    if (unbeaten[index] === 1) rows[count++] = complete.rows[index] as number;
  }
  return rows.slice(0, count).sort();
}

/** One flag per point. */
function unbeatenOf({ rows, columns }: CompletePoints): Uint8Array {
  const [first, second, third] = columns;
  if (first === undefined) return new Uint8Array(rows.length);
  if (second === undefined) return smallest(first);
  if (third === undefined) return unbeatenOfTwo(first, second);
  return columns.length === 3 ? unbeatenOfThree(first, second, third) : unbeatenOfMany(columns);
}

function smallest(values: Float64Array): Uint8Array {
  const unbeaten = new Uint8Array(values.length);
  const best = values.reduce((a, b) => Math.min(a, b), Infinity);
  for (let index = 0; index < values.length; index++)
    if (values[index] === best) unbeaten[index] = 1;
  return unbeaten;
}

function unbeatenOfTwo(x: Float64Array, y: Float64Array): Uint8Array {
  const unbeaten = new Uint8Array(x.length);
  const order = sortedRows(x, everyRow(x.length));
  let lowest = NaN;
  for (let start = 0; start < order.length;) {
    const value = x[order[start] as number];
    let least = Infinity;
    let end = start;
    for (; end < order.length && x[order[end] as number] === value; end++) {
      least = Math.min(least, y[order[end] as number] as number);
    }
    if (!(least >= lowest)) {
      for (let at = start; at < end; at++) {
        const index = order[at] as number;
        if (y[index] === least) unbeaten[index] = 1;
      }
      lowest = least;
    }
    start = end;
  }
  return unbeaten;
}

function unbeatenOfThree(x: Float64Array, y: Float64Array, z: Float64Array): Uint8Array {
  const unbeaten = new Uint8Array(x.length);
  const byY = sortedRows(y, sortedRows(z, everyRow(x.length)));
  const { distinct, ranks } = distinctRanks(y, byY);
  const stairs = new Staircase(distinct, { x: Infinity, y: Infinity });
  let previous = -1;
  for (const index of sortedRows(x, byY)) {
    const isRepeated =
      previous >= 0 &&
      x[index] === x[previous] &&
      y[index] === y[previous] &&
      z[index] === z[previous];
    if (isRepeated) unbeaten[index] = unbeaten[previous] as number;
    else if (!stairs.covers(ranks[index] as number, z[index] as number)) {
      unbeaten[index] = 1;
      stairs.add(ranks[index] as number, z[index] as number);
    }
    previous = index;
  }
  return unbeaten;
}
