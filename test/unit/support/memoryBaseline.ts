import type { BaselineStore } from '../../../src/storage/baseline';

/** What syncs remember, as long as the test. */
export function memoryBaseline(): BaselineStore & {
  readonly pairs: ReadonlyMap<string, ReadonlyMap<string, string>>;
} {
  const pairs = new Map<string, ReadonlyMap<string, string>>();
  return {
    pairs,
    load: async pair => pairs.get(pair) ?? new Map<string, string>(),
    save: async (pair, revisions) => {
      pairs.set(pair, new Map(revisions));
    },
  };
}
