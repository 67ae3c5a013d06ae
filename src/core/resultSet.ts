/** A named selection of rows of a result, with its lineage. */
export interface ResultSet {
  /** Unique within the result. */
  readonly name: string;
  /** 0-based row indices, ascending, without repetition. */
  readonly rows: readonly number[];
  readonly createdBy?: string;
  /** ISO 8601, UTC. */
  readonly createdAt?: string;
  readonly description?: string;
  /** Name of the set that this one was made from. */
  readonly parent?: string;
  /** How it was made, oldest step first, e.g. `union(front, picked)`. */
  readonly operations?: readonly string[];
}

/** How a set made from others is called, and what is noted about it. */
export interface NewSet {
  readonly name: string;
  readonly createdBy?: string;
  readonly createdAt?: string;
  readonly description?: string;
}

/** The rows that are in `first`, in `second` or in both. The new set's parent is `first`. */
export function union(first: ResultSet, second: ResultSet, made: NewSet): ResultSet {
  const rows = new Set([...first.rows, ...second.rows]);
  return derived('union', [first, second], { made, rows: [...rows].sort((a, b) => a - b) });
}

/** The rows that are in both. The new set's parent is `first`. */
export function intersection(first: ResultSet, second: ResultSet, made: NewSet): ResultSet {
  const others = new Set(second.rows);
  const rows = first.rows.filter(row => others.has(row));
  return derived('intersection', [first, second], { made, rows });
}

/** The rows of `first` that are not in `second`. The new set's parent is `first`. */
export function difference(first: ResultSet, second: ResultSet, made: NewSet): ResultSet {
  const others = new Set(second.rows);
  const rows = first.rows.filter(row => !others.has(row));
  return derived('difference', [first, second], { made, rows });
}

function derived(
  operation: string,
  [first, second]: readonly [ResultSet, ResultSet],
  { made, rows }: { readonly made: NewSet; readonly rows: readonly number[] },
): ResultSet {
  const step = `${operation}(${first.name}, ${second.name})`;
  return { ...made, rows, parent: first.name, operations: [...(first.operations ?? []), step] };
}
