import type { Sight } from './paintedPage';

const table = { there: ['.grid-row .cell'], gone: ['.cell.waiting'] };
/** The page as it opens: a plot above the table. */
export const sights = {
  pareto: { ...table, there: [...table.there, '.pareto-plane .scatter-stage[aria-label]'] },
  parallel: { ...table, there: [...table.there, '.parallel-stage', '.axis-head'] },
} as const satisfies Record<string, Sight>;
