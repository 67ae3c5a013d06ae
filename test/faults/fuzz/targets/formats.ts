import assert from 'node:assert/strict';
import { allSamples } from '../../../fixtures/formats/allSamples';
import type { FormatSample } from '../../../fixtures/formats/formatSample';
import type { Random } from '../../../unit/support/random';
import type { Contents } from '../../../unit/support/sourceFiles';
import { damageText } from '../damageText';
import type { FuzzTarget } from '../fuzzTarget';
import { importDamaged } from '../importCase';
import { mutate } from '../mutate';

/** The samples of one format: any of their files damaged, or one missing. */
export function formatTarget(format: string): FuzzTarget {
  return {
    prepare: async () => {
      const samples = (await allSamples()).filter(sample => sample.format === format);
      const files = samples.flatMap(({ contents }) => Object.values(contents).map(toBytes));
      for (const sample of samples) {
        const expected = sample.refused === undefined ? `${format} read` : 'refused';
        assert.equal(await importDamaged(sample), expected, sample.title);
      }
      return async random => {
        const sample = random.pick(samples);
        return importDamaged({ at: sample.at, contents: damage(sample, files, random) });
      };
    },
  };
}

function damage(
  { at, contents }: FormatSample,
  others: readonly Uint8Array[],
  random: Random,
): Contents {
  const paths = Object.keys(contents);
  const damaged = new Map(Object.entries(contents));
  // The file that is read gets half of the damage, however many lie beside it.
  const first = Object.hasOwn(contents, at) && random.below(2) === 0 ? at : random.pick(paths);
  if (random.below(12) === 0 && first !== at) damaged.delete(first);
  else damaged.set(first, damageFile(contents[first] as string | Uint8Array, others, random));
  if (damaged.size > 0 && random.below(6) === 0) {
    const second = random.pick([...damaged.keys()]);
    damaged.set(second, damageFile(damaged.get(second) as string | Uint8Array, others, random));
  }
  return Object.fromEntries(damaged);
}

function damageFile(
  content: string | Uint8Array,
  others: readonly Uint8Array[],
  random: Random,
): string | Uint8Array {
  return typeof content === 'string' && random.below(3) > 0
    ? damageText(content, random)
    : mutate(toBytes(content), random, { others });
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
