import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  footerStart,
  headLength,
  readFooter,
  tailLength,
} from '../../../../src/core/arrow/arrowFooter';
import { findOurCopies, hashPrefix } from '../../../../src/core/arrow/selfHash';
import { ResultError } from '../../../../src/core/errors';
import { decodeResult } from '../../../../src/core/resultFile';
import { arrowRegions } from '../arrowRegions';
import { artifactSamples } from '../artifactSamples';
import type { FuzzCase } from '../fuzzTarget';
import { mutate } from '../mutate';
import { assertHoldsTogether } from '../soundResult';

/** Artifacts that somebody altered and gave a checksum that fits: what the checksum keeps from the reader otherwise. */
export async function prepare(): Promise<FuzzCase> {
  const samples = await artifactSamples();
  const regions = new Map(samples.map(bytes => [bytes, arrowRegions(bytes)]));
  return async random => {
    const sample = random.pick(samples);
    const bytes = mutate(sample, random, { regions: regions.get(sample) ?? [] });
    if (!reseal(bytes)) return 'without a place for a checksum';
    try {
      const { result, head } = await decodeResult(bytes, {
        modifiedAt: '2026-03-04T05:06:07.890Z',
      });
      assertHoldsTogether(result);
      assert.equal(head.rowCount, result.rowCount);
      return 'read';
    } catch (error) {
      if (error instanceof ResultError) return error.code;
      throw error;
    }
  };
}

/** Gives the bytes a checksum that fits; says no when there is no place for one. */
function reseal(bytes: Uint8Array): boolean {
  try {
    const tail = bytes.subarray(Math.max(0, bytes.length - tailLength));
    const start = footerStart(bytes.subarray(0, headLength), tail, bytes.length);
    const footer = readFooter(bytes.subarray(start, bytes.length - tailLength), start);
    const { inMessage, inFooter } = findOurCopies(bytes, footer, start);
    const places = [inMessage, inFooter].map(copy =>
      copy?.text.startsWith(hashPrefix) === true
        ? bytes.subarray(copy.start + hashPrefix.length).subarray(0, 64)
        : undefined,
    );
    if (places.includes(undefined)) return false;
    places.forEach(place => place?.fill(48));
    const hash = Buffer.from(createHash('sha256').update(bytes).digest('hex'));
    places.forEach(place => place?.set(hash.subarray(0, place.length)));
    return true;
  } catch (error) {
    if (error instanceof ResultError) return false;
    throw error;
  }
}
