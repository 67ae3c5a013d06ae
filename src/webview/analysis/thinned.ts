import { epsilonFilter } from '../../core/analysis/epsilonFilter';
import type { Numbers } from '../../core/analysis/numbers';
import { everyRow } from '../../core/analysis/numbers';
import { smartParetoFilter } from '../../core/analysis/smartParetoFilter';
import type { InsignificantRegion } from '../../core/analysis/smartParetoFilter';

/** How a front is thinned. */
export type Thinning =
  | { readonly kind: 'none' }
  /** By ε-dominance, with one ε per objective. */
  | { readonly kind: 'epsilon'; readonly epsilon: readonly number[] }
  | { readonly kind: 'smart'; readonly region: InsignificantRegion };

export interface ThinInput {
  /** In minimisation form, all of the same length. */
  readonly objectives: readonly Numbers[];
  readonly thinning: Thinning;
}

/** Places of the points that are kept, ascending. */
export function thinned({ objectives, thinning }: ThinInput): Uint32Array {
  switch (thinning.kind) {
    case 'none':
      return everyRow(objectives[0]?.length ?? 0);
    case 'epsilon':
      return epsilonFilter({ objectives }, thinning.epsilon);
    case 'smart':
      return smartParetoFilter({ objectives }, thinning.region);
  }
}
