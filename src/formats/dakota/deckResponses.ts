import { constraintSides } from '../constraintSides';
import type { ConstraintSide } from '../constraintSides';
import type { VariableMetadata } from '../../core/variables';
import type { DeckBlock, DeckEntry } from './inputDeck';
import { entryOf } from './inputDeck';

/** The columns that one response takes. */
export interface DeckResponse {
  readonly columns: readonly {
    readonly suffix: string;
    readonly variable: ConstraintSide['variable'] | Pick<VariableMetadata, 'role' | 'direction'>;
  }[];
  /** Generic responses and terms of a calibration are no objectives by themselves: the user is asked. */
  readonly isAsked?: true;
  /** Dakota minimises where the deck is silent. */
  readonly isAssumed?: true;
}

/** From here on, Dakota takes a bound for none. */
const unbounded = 1e30;
/** No study has more. */
const maxResponses = 100_000;

/** What the responses of a deck are for, in Dakota's order: objectives or others, inequalities, equalities. */
export function deckResponses(block: DeckBlock | undefined): readonly DeckResponse[] {
  const entries = block?.entries ?? [];
  const count = (...names: readonly string[]): number => {
    const keywords = names.flatMap(name => [name, `num_${name}`]);
    return Math.min(entryOf(entries, ...keywords)?.numbers[0] ?? 0, maxResponses);
  };
  const senses = entryOf(entries, 'sense')?.texts ?? [];
  return [
    ...list(count('objective_functions'), index => objective(senses[index] ?? senses[0])),
    ...list(count('calibration_terms', 'least_squares_terms', 'response_functions'), () => generic),
    ...list(count('nonlinear_inequality_constraints'), index => inequality(entries, index)),
    ...list(count('nonlinear_equality_constraints'), index => equality(entries, index)),
  ];
}

const generic: DeckResponse = {
  columns: [{ suffix: '', variable: { role: 'observable' } }],
  isAsked: true,
};

function objective(sense: string | undefined): DeckResponse {
  const direction = sense !== undefined && /^max/i.test(sense) ? 'maximize' : 'minimize';
  return {
    columns: [{ suffix: '', variable: { role: 'objective', direction } }],
    ...(sense === undefined && { isAssumed: true }),
  };
}

/** Without bounds, an inequality is met up to 0. */
function inequality(entries: readonly DeckEntry[], index: number): DeckResponse {
  const lower = boundOf(entryOf(entries, 'nonlinear_inequality_lower_bounds'), index, -Infinity);
  const upper = boundOf(entryOf(entries, 'nonlinear_inequality_upper_bounds'), index, 0);
  const columns = constraintSides({ lower, upper });
  return columns.length > 0 ? { columns } : { columns: generic.columns };
}

function equality(entries: readonly DeckEntry[], index: number): DeckResponse {
  const equals = boundOf(entryOf(entries, 'nonlinear_equality_targets'), index, 0) ?? 0;
  return { columns: constraintSides({ equals }) };
}

function boundOf(
  entry: DeckEntry | undefined,
  index: number,
  otherwise: number,
): number | undefined {
  const value = entry?.numbers[index] ?? otherwise;
  return Math.abs(value) < unbounded ? value : undefined;
}

function list(count: number, item: (index: number) => DeckResponse): readonly DeckResponse[] {
  return Array.from({ length: count }, (_, index) => item(index));
}
