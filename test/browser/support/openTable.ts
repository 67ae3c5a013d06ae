import type { OptimizationResult } from '../../../src/core/result';
import { openExplorer } from './openExplorer';
import type { OpenOptions } from './openExplorer';
import { TableReader } from './tableReader';

/** Opens the explorer of a result for its table. */
export async function openTable(
  result: OptimizationResult,
  options?: OpenOptions,
): Promise<TableReader> {
  const table = new TableReader(await openExplorer(result, options));
  await table.grid.waitFor();
  return table;
}
