import assert from 'node:assert/strict';
import type { Entry, StorageBackend } from '../../src/storage/backend';
import { isStorageError } from '../../src/storage/errors';
import { allPlaceKinds, describeWhatIsMissing } from './support/places';
import { anEntry } from './support/results';

const steps = 120;
const seeds = [1, 2];
const keys = ['a', 'a/b', 'a/b/c', 'A b', 'con', 'x:y', 'd/e', 'd/f', 'd%2Ff', 'é', '\u{1f600}'];

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Model {
  readonly entries = new Map<string, Entry>();

  constructor(
    public backend: StorageBackend,
    private readonly random: () => number,
    private readonly artifacts: readonly Entry[],
  ) {}

  readonly operations: readonly (() => Promise<string>)[] = [
    () => this.save(),
    () => this.save(),
    () => this.saveExpecting(),
    () => this.rename(),
    () => this.rename(),
    () => this.delete(),
    () => this.clear(),
  ];

  async step(): Promise<string> {
    return this.pick(this.operations)();
  }

  async check(doing: string): Promise<void> {
    assert.deepEqual(await this.backend.list(), [...this.entries.keys()].sort(), doing);
    const key = this.pick(keys);
    assert.deepEqual(await this.backend.load(key), this.entries.get(key), `${doing}, load ${key}`);
    const other = this.pick(keys);
    assert.deepEqual(await this.backend.header(other), this.entries.get(other)?.header, doing);
    const { count, bytes } = await this.backend.info();
    assert.equal(count, this.entries.size, doing);
    const sizes = [...this.entries.values()].map(entry => entry.bytes.length);
    assert.equal(
      bytes,
      sizes.reduce((sum, size) => sum + size, 0),
      doing,
    );
  }

  private async save(): Promise<string> {
    const entry = this.anEntry();
    await this.backend.save(entry);
    this.entries.set(entry.header.key, entry);
    return `save ${entry.header.key}`;
  }

  private async saveExpecting(): Promise<string> {
    const entry = this.anEntry();
    const { key } = entry.header;
    const expected = this.pick([null, ...this.artifacts.map(({ header }) => header.revision)]);
    const stored = this.entries.get(key)?.header.revision ?? null;
    const failure = await codeOf(this.backend.save(entry, { expected }));
    if (stored === expected) this.entries.set(key, entry);
    const code = expected === null ? 'already-exists' : 'conflict';
    assert.equal(failure, stored === expected ? undefined : code);
    return `save ${key} expecting ${expected}`;
  }

  private async rename(): Promise<string> {
    const [from, to] = [this.pick(keys), this.pick(keys)];
    const overwrite = this.random() < 0.5;
    const entry = this.entries.get(from);
    const isRefused = entry !== undefined && from !== to && !overwrite && this.entries.has(to);
    const failure = await codeOf(this.backend.rename(from, to, { overwrite }));
    assert.equal(failure, isRefused ? 'already-exists' : undefined);
    if (entry !== undefined && !isRefused) {
      this.entries.delete(from);
      this.entries.set(to, { ...entry, header: { ...entry.header, key: to } });
    }
    return `rename ${from} to ${to}`;
  }

  private async delete(): Promise<string> {
    const key = this.pick(keys);
    assert.equal(await this.backend.delete(key), this.entries.delete(key));
    return `delete ${key}`;
  }

  private async clear(): Promise<string> {
    if (this.random() < 0.8) return 'nothing';
    assert.equal(await this.backend.clear(), this.entries.size);
    this.entries.clear();
    return 'clear';
  }

  private anEntry(): Entry {
    const { header, bytes } = this.pick(this.artifacts);
    return { header: { ...header, key: this.pick(keys) }, bytes };
  }

  private pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.random() * choices.length)] as T;
  }
}

async function codeOf(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (isStorageError(error)) return error.code;
    throw error;
  }
}

describe('Backends do what a map does', () => {
  describeWhatIsMissing();

  for (const { name, makePlace, isShared } of allPlaceKinds) {
    for (const seed of seeds) {
      it(`${name}, seed ${seed}`, async function () {
        this.timeout(60_000);
        const place = await makePlace();
        const random = randomFrom(seed);
        const artifacts = await Promise.all([1, 2, 5, 40].map(rows => anEntry('', { rows })));
        const model = new Model(await place.open(), random, artifacts);
        try {
          for (let step = 0; step < steps; step++) {
            await model.check(`step ${step}: ${await model.step()}`);
            if (!isShared || random() > 0.05) continue;
            await model.backend.close();
            model.backend = await place.open();
          }
        } finally {
          await model.backend.close();
          await place.remove?.();
        }
      });
    }
  }
});
