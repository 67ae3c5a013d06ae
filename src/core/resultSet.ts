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
