import type { Role, VariableMetadata } from '../core/variables';

/** The values between which a constraint is met; absent ones do not limit it. */
export interface ConstraintLimits {
  readonly lower?: number | undefined;
  readonly upper?: number | undefined;
  readonly equals?: number | undefined;
}

/** One column of a constraint: columns have one limit each. */
export interface ConstraintSide {
  /** What its name has beyond that of the constraint. */
  readonly suffix: string;
  readonly variable: Pick<VariableMetadata, 'sense' | 'limit'> & {
    readonly role: Extract<Role, 'inequality' | 'equality'>;
  };
}

/**
 * The columns that a constraint takes: two with the same values where both sides are limited, the second called
 * `… (lower)`, so that no point that breaks one of the limits passes for feasible; none without limits.
 */
export function constraintSides({
  lower,
  upper,
  equals = lower === upper ? lower : undefined,
}: ConstraintLimits): readonly ConstraintSide[] {
  if (equals !== undefined) {
    return [{ suffix: '', variable: { role: 'equality', limit: equals } }];
  }
  const above = upper === undefined ? [] : [side('<=', upper)];
  const below =
    lower === undefined ? [] : [side('>=', lower, upper === undefined ? '' : ' (lower)')];
  return [...above, ...below];
}

function side(sense: '<=' | '>=', limit: number, suffix = ''): ConstraintSide {
  return { suffix, variable: { role: 'inequality', sense, limit } };
}
