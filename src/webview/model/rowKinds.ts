import { completedRows, trialEnds } from './trialStates';

/** What a row is: feasible or not, or of a trial that did not end as it should. */
export const rowKinds = ['feasible', 'infeasible', 'pruned', 'failed', 'unfinished'] as const;

export type RowKind = (typeof rowKinds)[number];

/** What each row is, and which count when the best is sought. */
export interface KnownRows {
  /** One index into {@link rowKinds} per row. */
  readonly kinds: Uint8Array;
  /** One byte per row, 1 for feasible rows of trials that completed. */
  readonly counts: Uint8Array;
  /** One byte per row, 1 for trials that completed. */
  readonly completed: Uint8Array;
  /** How many rows there are of each kind. */
  readonly numbers: Readonly<Record<RowKind, number>>;
  /** Whether the result says how trials ended. */
  readonly hasEnds: boolean;
  readonly hasConstraints: boolean;
}

/**
 * O(n).
 * @param feasible one byte per row; `undefined` without constraints.
 * @param ends one index into `trialEnds` per row; `undefined` where the result has no trials with states.
 */
export function knownRows(
  rowCount: number,
  {
    feasible,
    ends,
  }: { readonly feasible?: Uint8Array | undefined; readonly ends?: Uint8Array | undefined },
): KnownRows {
  const codes = trialEnds.map(end => rowKinds.indexOf(end === 'completed' ? 'feasible' : end));
  const infeasible = rowKinds.indexOf('infeasible');
  const kinds = new Uint8Array(rowCount);
  const sums = rowKinds.map(() => 0);
  for (let row = 0; row < rowCount; row++) {
    const code = codes[ends?.[row] ?? 0] as number;
    const kind = code === 0 && feasible?.[row] === 0 ? infeasible : code;
    kinds[row] = kind;
    sums[kind] = (sums[kind] as number) + 1;
  }
  return {
    kinds,
    counts: kinds.map(kind => (kind === 0 ? 1 : 0)),
    completed: ends === undefined ? new Uint8Array(rowCount).fill(1) : completedRows(ends),
    numbers: Object.fromEntries(
      rowKinds.map((kind, at) => [kind, sums[at]]),
    ) as KnownRows['numbers'],
    hasEnds: ends !== undefined,
    hasConstraints: feasible !== undefined,
  };
}
