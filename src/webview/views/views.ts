import { decideView } from './decide/decideView';
import { historyView } from './history/historyView';
import { importanceView } from './importance/importanceView';
import { matrixView } from './matrix/matrixView';
import { parallelView } from './parallel/parallelView';
import { paretoView } from './pareto/paretoView';
import { slicesView } from './slices/slicesView';
import type { ViewKind } from './view';

/** All views behind tabs, in their order. */
export const views: readonly ViewKind[] = [
  paretoView,
  parallelView,
  historyView,
  matrixView,
  importanceView,
  slicesView,
  decideView,
];
