import assert from 'node:assert/strict';
import { ResultError } from '../../../../src/core/errors';
import { decodeResult, readHead, verifyArtifact } from '../../../../src/core/resultFile';
import { FileSystemStorage } from '../../../../src/storage/backends/fileSystem';
import { isStorageError } from '../../../../src/storage/errors';
import { aByteSource } from '../../../unit/support/byteSource';
import { MemoryFiles } from '../../../unit/support/memoryFiles';
import { arrowRegions } from '../arrowRegions';
import { artifactSamples } from '../artifactSamples';
import type { FuzzCase } from '../fuzzTarget';
import { mutate } from '../mutate';

const origin = { modifiedAt: '2026-03-04T05:06:07.890Z' };

/** Artifacts of ours: altered ones are refused, whatever was altered, and their heads are read or refused. */
export async function prepare(): Promise<FuzzCase> {
  const samples = await artifactSamples();
  const regions = new Map(samples.map(bytes => [bytes, arrowRegions(bytes)]));
  for (const bytes of samples) assert.equal(await decoded(bytes), 'read');
  return async random => {
    const sample = random.pick(samples);
    const bytes = mutate(sample, random, {
      others: samples,
      regions: regions.get(sample) ?? [],
    });
    if (samples.some(sound => Buffer.from(sound).equals(bytes))) return 'as it was';
    const outcome = await decoded(bytes);
    assert.notEqual(outcome, 'read', 'an altered artifact was read');
    await assert.rejects(verifyArtifact(bytes), ResultError);
    const head = await headOf(bytes);
    await assertRefusedFromFolder(bytes);
    return `${outcome}, head ${head}`;
  };
}

async function decoded(bytes: Uint8Array): Promise<string> {
  try {
    await decodeResult(bytes, origin);
    return 'read';
  } catch (error) {
    if (error instanceof ResultError) return error.code;
    throw error;
  }
}

async function headOf(bytes: Uint8Array): Promise<string> {
  try {
    const head = await readHead(aByteSource(bytes), origin);
    assert.equal(head.size, bytes.length);
    JSON.stringify(head);
    return 'read';
  } catch (error) {
    if (error instanceof ResultError) return error.code;
    throw error;
  }
}

/** The way a user meets it: the key is listed, and loading says what is wrong. */
async function assertRefusedFromFolder(bytes: Uint8Array): Promise<void> {
  const files = new MemoryFiles();
  files.put('/base/a.arrow', bytes);
  const storage = new FileSystemStorage({ basePath: '/base', files });
  assert.deepEqual(await storage.list(), ['a']);
  try {
    const entry = await storage.load('a');
    assert.ok(entry !== undefined);
    assert.notEqual(await decoded(entry.bytes), 'read', 'an altered artifact was loaded');
  } catch (error) {
    assert.ok(
      isStorageError(error, 'corrupt') || isStorageError(error, 'unsupported'),
      String(error),
    );
  } finally {
    await storage.close();
  }
}
