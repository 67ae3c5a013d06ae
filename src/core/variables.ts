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

const smallestRange = 1e-10;
const equalityTolerance = 1e-6;

/**
 * Where `value` lies between the best and the worst of an objective: 0 at `ideal`, 1 at `nadir`, whichever is larger.
 * 0 when the two are nearer than 1e-10; the value itself when one of them is unknown.
 */
export function normalizeValue(objective: VariableMetadata, value: number): number {
  const { ideal, nadir } = objective;
  if (ideal === undefined || nadir === undefined) return value;
  const range = nadir - ideal;
  return Math.abs(range) < smallestRange ? 0 : (value - ideal) / range;
}

/**
 * Whether a point with this value of the constraint is feasible: on the right side of the limit, or within 1e-6 of it for
 * an equality. NaN is infeasible.
 */
export function satisfies(constraint: VariableMetadata, value: number | bigint): boolean {
  const { limit = 0, sense = constraint.role === 'equality' ? '==' : '<=' } = constraint;
  switch (sense) {
    case '<=':
      return value <= limit;
    case '>=':
      return value >= limit;
    case '==':
      return Math.abs(Number(value) - limit) <= equalityTolerance;
  }
}
