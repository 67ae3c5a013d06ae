import type { Sight } from './paintedPage';

const table = { there: ['.grid-row .cell'], gone: ['.cell.waiting'] };

/** The page as it opens: a plot above the table; of the Pareto plot also what there is to say of the front. */
export const sights = {
  pareto: {
    ...table,
    there: [
      ...table.there,
      '.pareto-plane .scatter-stage[aria-label]',
      '.pareto-facts .pareto-count',
    ],
  },
  parallel: { ...table, there: [...table.there, '.parallel-stage', '.axis-head'] },
} as const satisfies Record<string, Sight>;
