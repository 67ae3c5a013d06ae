import assert from 'node:assert/strict';
import type { StorageBackend } from '../../src/storage/backend';
import type { ConflictPolicy } from '../../src/storage/syncPlan';
import { lastingMemory, managerWith } from './support/managerWith';
import { Random } from './support/random';
import { anEntry } from './support/results';

async function contents(backend: StorageBackend): Promise<ReadonlyMap<string, string | undefined>> {
  const keys = await backend.list();
  const headers = await Promise.all(keys.map(key => backend.header(key)));
  return new Map(keys.map((key, index) => [key, headers[index]?.revision]));
}

/** Saves, renames and deletes something on one side. */
async function change(side: StorageBackend, random: Random): Promise<void> {
  const key = `k${random.below(8)}`;
  switch (random.below(4)) {
    case 0:
      await side.delete(key);
      return;
    case 1:
      await side.rename(key, `k${random.below(8)}`, { overwrite: true });
      return;
    default:
      await side.save(
        await anEntry(key, { updatedAt: `2026-01-01T00:00:00.00${random.below(5)}Z`, rows: 1 }),
      );
  }
}

describe('StorageManager.syncBackends, whatever happened before', () => {
  const policies: readonly ConflictPolicy[] = ['newer', 'keep-both', 'primary', 'secondary'];
  for (let seed = 1; seed <= 40; seed++) {
    const policy = policies[seed % policies.length] as ConflictPolicy;
    it(`makes both sides equal but for conflicts, and does what it planned (${policy}, seed ${seed})`, async () => {
      const random = new Random(seed);
      const baseline = new Map<string, ReadonlyMap<string, string>>();
      const { manager, primary, secondary } = managerWith({
        primary: lastingMemory('/one'),
        secondary: lastingMemory('/two'),
        baseline: {
          load: async pair => baseline.get(pair) ?? new Map(),
          save: async (pair, revisions) => void baseline.set(pair, revisions),
        },
      });
      for (let round = 0; round < 3; round++) {
        for (let step = 0; step < 6; step++)
          await change(random.below(2) ? primary : secondary, random);
        const plan = await manager.planSync('bidirectional', { policy });
        const { statistics, failures } = await manager.runSync(plan, { allowMassDelete: true });
        assert.deepEqual(failures, []);
        assert.deepEqual(statistics, plan.expected);
        const conflicts = plan.actions.filter(({ kind, to }) => kind === 'conflict' && !to);
        const [one, two] = [new Map(await contents(primary)), new Map(await contents(secondary))];
        for (const { key } of conflicts) {
          one.delete(key);
          two.delete(key);
        }
        assert.deepEqual(one, two);
        if (policy !== 'newer') assert.deepEqual(conflicts, []);
      }
    });
  }
});
