import type { ChangeRecord } from './change';

/** Remembers changes that can be taken back. */
export interface UndoLog {
  /** In no particular order; what cannot be read is left out. */
  list(): Promise<readonly ChangeRecord[]>;
  /** Replaces a record of the same id. */
  save(record: ChangeRecord): Promise<void>;
  /** Forgets a record; one that is not there is passed over. */
  delete(id: string): Promise<void>;
}

/** Remembers changes as long as it lives. */
export function memoryUndoLog(): UndoLog {
  const records = new Map<string, ChangeRecord>();
  return {
    list: async () => [...records.values()],
    save: async record => {
      records.set(record.id, record);
    },
    delete: async id => {
      records.delete(id);
    },
  };
}
