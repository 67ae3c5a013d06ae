import type { OptimizationResult } from '../../core/result';
import type { ResultSet } from '../../core/resultSet';
import type { CellRange, Requests, ResultOutline } from '../../webview/protocol';
import type { CellsAsked } from './shownContent';

/** What a panel shows, wherever it comes from. */
export interface Shown {
  /** The result as it is now. @throws {StorageError} `not-found` when it is gone, or why it cannot be read. */
  outline(): Promise<ResultOutline>;
  /** @throws {StorageError} `conflict` when the content is another one by now. */
  cells(asked: CellsAsked): CellRange;
  /** The result itself. @throws {StorageError} `conflict` likewise. */
  resultOf(contentId: string): OptimizationResult;
  /**
   * Stores these result sets in place of those of a revision, and returns the outline of what is stored then.
   * @throws {StorageError} `read-only`, `conflict`, `replication-failed` when only the other backend does not have them
   * @throws {ResultError} `invalid`
   */
  saveSets(revision: string, resultSets: readonly ResultSet[]): Promise<ResultOutline>;
  /**
   * Stores a ranking as a column in the same step.
   * @throws {StorageError} likewise
   * @throws {ResultError} `invalid`, also when another column has its name
   */
  saveRanking(asked: Requests['saveRanking']['ask']): Promise<ResultOutline>;
}
