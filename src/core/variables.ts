/** What a column is for in the optimisation problem. */
export type Role = 'design' | 'objective' | 'inequality' | 'equality' | 'observable';

export type Direction = 'minimize' | 'maximize';

/** Describes one column of a result. Numbers are in the column's own unit. */
export interface VariableMetadata {
  /** Unique within the result; any text but the empty one. */
  readonly name: string;
  readonly role: Role;
  readonly unit?: string;
  readonly description?: string;
  /** Smallest value the design variable may take. */
  readonly lower?: number;
  /** Largest value the design variable may take. */
  readonly upper?: number;
  /** The values a categorical design variable may take. */
  readonly choices?: readonly (string | number | boolean | null)[];
  /** Whether the variable is searched on a logarithmic scale. */
  readonly log?: boolean;
  /** Objectives only: which way is better. */
  readonly direction?: Direction;
  /** Objectives only: the best value reachable, when known. */
  readonly ideal?: number;
  /** Objectives only: the worst value on the Pareto front, when known. */
  readonly nadir?: number;
  /** Constraints only: the side of `limit` on which a point is feasible. Default: `<=` (inequality), `==` (equality). */
  readonly sense?: '<=' | '>=' | '==';
  /** Constraints only: the value to compare with. Default 0. */
  readonly limit?: number;
}
