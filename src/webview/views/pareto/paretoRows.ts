import type { Numbers } from '../../../core/analysis/numbers';

/**
 * What a row is in the light of the chosen goals, in the order in which they are drawn: while the front is sought, rows that
 * may be on it are `unsought`.
 */
export const standings = ['infeasible', 'incomplete', 'dominated', 'unsought', 'front'] as const;

export type Standing = (typeof standings)[number];

/** What is said of a single row. */
export const standingWords: Readonly<Record<Standing, string>> = {
  infeasible: 'infeasible',
  incomplete: 'incomplete',
  dominated: 'dominated',
  unsought: 'not compared yet',
  front: 'on the front',
};

/** What each row is, and how many there are of each. */
export interface ParetoRows {
  /** One index into {@link standings} per row. */
  readonly standing: Uint8Array;
  readonly counts: Readonly<Record<Standing, number>>;
  /** Rows that would count for the front, but are NaN in a goal. */
  readonly unknown: number;
}

/** O(n · goals). */
export function paretoRows(parts: {
  readonly feasible: Uint8Array;
  readonly completed: Uint8Array | undefined;
  /** `undefined` while it is sought. */
  readonly front: Uint32Array | undefined;
  readonly goals: readonly Numbers[];
}): ParetoRows {
  const { feasible, completed, front, goals } = parts;
  const other = front === undefined ? codes.unsought : codes.dominated;
  const standing = new Uint8Array(feasible.length).fill(other);
  for (const row of front ?? []) standing[row] = codes.front;
  const counts = standings.map(() => 0);
  let unknown = 0;
  for (let row = 0; row < standing.length; row++) {
    if (completed?.[row] === 0) standing[row] = codes.incomplete;
    else if (feasible[row] === 0) standing[row] = codes.infeasible;
    const code = standing[row] as number;
    counts[code] = (counts[code] as number) + 1;
    if (code === codes.dominated && goals.some(goal => Number.isNaN(goal[row]))) unknown++;
  }
  const count = (name: Standing): number => counts[codes[name]] as number;
  return {
    standing,
    counts: {
      infeasible: count('infeasible'),
      incomplete: count('incomplete'),
      dominated: count('dominated') - unknown,
      unsought: count('unsought'),
      front: count('front'),
    },
    unknown,
  };
}

const codes: Readonly<Record<Standing, number>> = {
  infeasible: standings.indexOf('infeasible'),
  incomplete: standings.indexOf('incomplete'),
  dominated: standings.indexOf('dominated'),
  unsought: standings.indexOf('unsought'),
  front: standings.indexOf('front'),
};
