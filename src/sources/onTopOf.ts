import type { OptimizationResult } from '../core/result';
import type { EarlierVersion } from './sourceReader';

/** What a reading itself says; gone when the next one does not say it any more. */
const ofReadings = new Set(['source', 'states', 'assumed', 'notes', 'unread']);

/**
 * The result as the next version of one that is stored: born when that was, with the metadata that are only there, and
 * with the result sets that are only there, as far as it still has their rows.
 */
export function onTopOf(
  result: OptimizationResult,
  { createdAt, metadata, resultSets }: EarlierVersion,
): OptimizationResult {
  const added = Object.entries(metadata).filter(
    ([name]) => !Object.hasOwn(result.metadata, name) && !ofReadings.has(name),
  );
  const names = new Set(result.resultSets.map(({ name }) => name));
  const sets = resultSets.filter(
    ({ name, rows }) => !names.has(name) && (rows.at(-1) ?? -1) < result.rowCount,
  );
  return result.with({
    createdAt,
    metadata: { ...result.metadata, ...Object.fromEntries(added) },
    resultSets: [...result.resultSets, ...sets],
  });
}

/** A time at which a version is newer than the one it replaces, even if its file is older. */
export function timeAfter(modifiedAt: string, { updatedAt }: EarlierVersion): string {
  const next = new Date(Date.parse(updatedAt) + 1).toISOString();
  return next > modifiedAt ? next : modifiedAt;
}
