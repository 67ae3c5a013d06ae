import assert from 'node:assert/strict';
import type { ImportedResult } from '../../../src/formats/format';
import type { FormatSample } from '../../fixtures/formats/formatSample';
import { detectFormat } from '../../../src/formats/detectFormat';
import { findSample } from './findSample';
import type { Place } from './findSample';
import { sourceFile } from './sourceFiles';
import { formatPorts } from './sqlReader';

/** The only result in a file on the disk, read by the format that is found for it. */
export async function readDisk(path: string): Promise<ImportedResult> {
  const file = await sourceFile(path);
  const format = await detectFormat(file, formatPorts);
  return only(await format.read(file, { ports: formatPorts }));
}

/** The only result in files that exist only in the test. */
export async function readPlace(place: Place): Promise<ImportedResult> {
  const found = await findSample(place);
  assert.ok(found, `no format for ${place.at}`);
  return only(await found.read());
}

/** The sample whose title contains the words. */
export function sampleOf(samples: readonly FormatSample[], words: string): FormatSample {
  const sample = samples.find(({ title }) => title.includes(words));
  assert.ok(sample, `no sample ${words}`);
  return sample;
}

function only(imported: readonly ImportedResult[]): ImportedResult {
  assert.equal(imported.length, 1);
  return imported[0] as ImportedResult;
}
