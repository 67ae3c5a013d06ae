import type { ArtifactHead } from '../../../src/core/header';
import { OptimizationResult } from '../../../src/core/result';
import type { ResultParts } from '../../../src/core/result';
import { encodeResult } from '../../../src/core/resultFile';
import type { SaveStamp } from '../../../src/core/resultFile';
import type { Entry } from '../../../src/storage/backend';
import { someColumns } from './columns';

/** Results, stamps and entries for tests: sound, small, and the same every time but for what a test asks for. */

interface ResultOptions extends Partial<ResultParts> {
  /** How many rows the default columns have; ignored when `columns` are given. */
  readonly rows?: number;
}

/** A result with one column of every type and role; any part can be replaced. */
export function aResult({ rows = 3, ...parts }: ResultOptions = {}): OptimizationResult {
  return new OptimizationResult({
    problem: { name: 'Welded beam', solver: 'nsga2', nEvaluations: 100 },
    columns: someColumns(rows),
    metadata: { campaign: 'spring' },
    createdAt: '2026-01-02T03:04:05.678Z',
    ...parts,
  });
}

/** A stamp with a new revision. */
export function aStamp(parts: Partial<SaveStamp> = {}): SaveStamp {
  return { revision: crypto.randomUUID(), updatedAt: '2026-02-03T04:05:06.789Z', ...parts };
}

interface ArtifactOptions extends ResultOptions, Partial<SaveStamp> {}

/** A result as written to a disk or a database. */
export async function anArtifact({
  revision = crypto.randomUUID(),
  updatedAt = '2026-02-03T04:05:06.789Z',
  ...parts
}: ArtifactOptions = {}): Promise<{ readonly bytes: Uint8Array; readonly head: ArtifactHead }> {
  return encodeResult(aResult(parts), { revision, updatedAt });
}

/** What backends keep: an artifact under a key. */
export async function anEntry(key = 'a', options: ArtifactOptions = {}): Promise<Entry> {
  const { bytes, head } = await anArtifact(options);
  return { header: { ...head, key }, bytes };
}
