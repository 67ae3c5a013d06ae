import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ResultError } from '../../../../src/core/errors';
import { decodeResult, readHead } from '../../../../src/core/resultFile';
import { featherFile } from '../../../../src/formats/featherFile';
import { FormatError } from '../../../../src/formats/formatError';
import { aByteSource } from '../../../unit/support/byteSource';
import { fakeFile } from '../../../unit/support/sourceFiles';
import { formatPorts } from '../../../unit/support/sqlReader';
import { arrowRegions } from '../arrowRegions';
import { arrowFixtures } from '../artifactSamples';
import type { FuzzCase } from '../fuzzTarget';
import { mutate } from '../mutate';
import { assertHoldsTogether } from '../soundResult';

const modifiedAt = '2026-03-04T05:06:07.890Z';

/** Feather files of pandas and polars, plain and compressed. They carry no checksum: what is read must hold together. */
export async function prepare(): Promise<FuzzCase> {
  const names = readdirSync(arrowFixtures).filter(name =>
    /^(?:pandas|polars).*\.arrow$/.test(name),
  );
  const samples = names.map(name => new Uint8Array(readFileSync(join(arrowFixtures, name))));
  const regions = new Map(samples.map(bytes => [bytes, arrowRegions(bytes)]));
  for (const bytes of samples)
    assertHoldsTogether((await decodeResult(bytes, { modifiedAt })).result);
  return async random => {
    const sample = random.pick(samples);
    const bytes = mutate(sample, random, { others: samples, regions: regions.get(sample) ?? [] });
    const file = fakeFile('a.arrow', bytes);
    try {
      const [imported] = await featherFile.read(file, { ports: formatPorts });
      if (imported === undefined) throw new Error('Nothing was imported and nothing said.');
      assertHoldsTogether(imported.result);
      await readHead(aByteSource(bytes), { modifiedAt });
      return 'read';
    } catch (error) {
      if (error instanceof FormatError) return await headOutcome(bytes);
      throw error;
    }
  };
}

async function headOutcome(bytes: Uint8Array): Promise<string> {
  try {
    await readHead(aByteSource(bytes), { modifiedAt });
    return 'refused, head read';
  } catch (error) {
    if (error instanceof ResultError) return error.code;
    throw error;
  }
}
