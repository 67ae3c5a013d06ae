/**
 * Remembers what a sync left equal on both sides, so that the next one can tell what was changed, deleted or renamed since,
 * and on which side.
 */
export interface BaselineStore {
  /**
   * Key → revision after the last sync of this pair of backends; empty when there was none.
   * @throws {StorageError} `corrupt` when what is there cannot be read.
   */
  load(pair: string): Promise<ReadonlyMap<string, string>>;
  save(pair: string, revisions: ReadonlyMap<string, string>): Promise<void>;
}
