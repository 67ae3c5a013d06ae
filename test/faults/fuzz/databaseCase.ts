import assert from 'node:assert/strict';
import { ResultError } from '../../../src/core/errors';
import { decodeResult } from '../../../src/core/resultFile';
import type { Entry, StorageBackend } from '../../../src/storage/backend';
import { isStorageError } from '../../../src/storage/errors';
import type { Random } from '../../unit/support/random';
import { anEntry } from '../../unit/support/results';

/**
 * Does with a damaged database what users do with a sound one, and checks that every answer is an entry as it was saved or
 * a StorageError. Returns the tally's word.
 */
export async function useDamagedDatabase(
  storage: StorageBackend,
  saved: readonly Entry[],
  random: Random,
): Promise<string> {
  const words = new Set<string>();
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!isStorageError(error)) throw error;
      assert.match(error.code, /^(?:corrupt|unsupported|unavailable)$/, error.message);
      words.add(error.code);
      return undefined;
    }
  };
  const keys = (await attempt(() => storage.list())) ?? [];
  await attempt(() => storage.info());
  for (const key of [...keys.slice(0, 1), random.pick(saved).header.key]) {
    await attempt(async () => assertShowable(await storage.header(key)));
    await attempt(async () => {
      const entry = await storage.load(key);
      if (entry === undefined) return;
      const outcome = await decoded(entry);
      words.add(outcome);
      if (outcome === 'read') assertAsSaved(entry, saved);
    });
  }
  if (random.below(8) === 0) await attempt(() => change(storage, keys));
  if (random.below(8) === 0) await attempt(async () => storage.check?.());
  return [...words].sort().join(' and ') || 'empty';
}

/** As the manager reads what a backend gave it. */
async function decoded({ bytes, header }: Entry): Promise<string> {
  try {
    await decodeResult(bytes, { modifiedAt: header.updatedAt });
    return 'read';
  } catch (error) {
    if (error instanceof ResultError) return 'refused by its checksum';
    throw error;
  }
}

/** Whether the head and the bytes that go with it are ones that were saved. The key is not protected by anything. */
function assertAsSaved(entry: Entry, saved: readonly Entry[]): void {
  const { key: _, ...head } = entry.header;
  const original = saved.find(({ header }) => header.revision === head.revision);
  assert.ok(original !== undefined, 'another revision than any that was saved');
  assert.ok(Buffer.from(entry.bytes).equals(original.bytes), 'other bytes than were saved');
  const { key: __, ...expected } = original.header;
  assert.deepEqual(head, expected, 'another head than was saved');
}

/** What views ask of a header. */
function assertShowable(header: Entry['header'] | undefined): void {
  if (header === undefined) return;
  for (const text of [header.id, header.revision, header.createdAt, header.updatedAt]) {
    assert.equal(typeof text, 'string');
  }
  assert.equal(typeof header.problem.name, 'string');
  assert.ok(Number.isInteger(header.rowCount) && Number.isInteger(header.size));
  assert.equal(typeof header.metadata, 'object');
  for (const { name, role } of header.variables) assert.equal(typeof (name + role), 'string');
  for (const name of header.resultSetNames) assert.equal(typeof name, 'string');
}

async function change(storage: StorageBackend, keys: readonly string[]): Promise<void> {
  const id = '0b9d9b1e-8b0e-4b0e-9d0e-00000000000f';
  await storage.save(await anEntry('new', { id, revision: id }));
  if (keys[0] !== undefined) await storage.rename(keys[0], 'renamed');
  if (keys[1] !== undefined) await storage.delete(keys[1]);
}
