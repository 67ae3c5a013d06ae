import { inParallel } from './inParallel';
import type { Stores } from './stores';
import { findingsOfKey } from './verifyReplicas';
import type { CheckedSide } from './verifyReplicas';
import type { VerifyFinding, VerifyOptions, VerifyReport } from './verifyReport';
import type { SeenArtifact } from './verifyRevisions';
import { SeenRevisions } from './verifyRevisions';
import { VerifySide } from './verifySide';

/** How many artifacts are in memory at a time. */
const parallelism = 2;

/**
 * Looks at everything the primary and the secondary hold, without changing anything and without the cache. One failure
 * never stops the rest: whatever is wrong is in the report.
 */
export async function verifyStorage(
  stores: Stores,
  { signal, onProgress }: VerifyOptions = {},
): Promise<VerifyReport> {
  stores.checkOpen();
  const stop = signal ? AbortSignal.any([signal, stores.lifetime]) : stores.lifetime;
  const sides = stores.lasting.map(([name, backend]) => new VerifySide(name, backend));
  await Promise.all(sides.map(side => side.open()));
  const keys = [...new Set(sides.flatMap(side => side.keys))].sort();
  const revisions = new SeenRevisions();
  const found: VerifyFinding[] = [];
  let done = 0;
  await inParallel(keys, parallelism, async key => {
    if (stop.aborted) return;
    // In turn with this manager's own changes of the key, so that a save is seen in both backends or in none.
    found.push(...(await stores.run([key], () => verifyKey(stores, { key, sides, revisions }))));
    done++;
    onProgress?.({ done, total: keys.length, key });
  });
  const wasStopped = stop.aborted && (done < keys.length || keys.length === 0);
  return reportOf(sides, found, wasStopped);
}

async function verifyKey(
  stores: Stores,
  {
    key,
    sides,
    revisions,
  }: {
    readonly key: string;
    readonly sides: readonly VerifySide[];
    readonly revisions: SeenRevisions;
  },
): Promise<readonly VerifyFinding[]> {
  const checked: CheckedSide[] = [];
  for (const side of sides) checked.push(await side.check(key));
  const isDamaged = checked.some(({ check }) => check.state === 'damaged');
  const cached = isDamaged ? (await stores.cache?.header(key))?.revision : undefined;
  return [
    ...findingsOfKey({ key, sides: checked, cached }),
    ...artifactsOf(key, checked).flatMap(artifact => revisions.add(artifact)),
  ];
}

/** The different artifacts under one key: one when the replicas are equal. */
function artifactsOf(key: string, sides: readonly CheckedSide[]): readonly SeenArtifact[] {
  const artifacts = new Map<string, SeenArtifact>();
  for (const { name, check } of sides) {
    if (check.state !== 'sound') continue;
    const { hash, revision } = check;
    const known = artifacts.get(hash);
    artifacts.set(hash, { key, hash, revision, backends: [...(known?.backends ?? []), name] });
  }
  return [...artifacts.values()];
}

function reportOf(
  sides: readonly VerifySide[],
  found: readonly VerifyFinding[],
  cancelled: boolean,
): VerifyReport {
  const [primary, secondary] = sides.map(side => side.report);
  if (primary === undefined) throw new Error('There is no primary storage.');
  const outOfReach = new Set(
    sides.flatMap(({ name, report }) => (report.error === undefined ? [] : [name])),
  );
  // Of a backend that is out of reach as a whole, once is enough.
  const ofKeys = found.filter(
    ({ backend, kind }) => kind !== 'unreachable' || !outOfReach.has(backend),
  );
  return {
    primary,
    ...(secondary && { secondary }),
    findings: [...sides.flatMap(side => side.findings), ...ofKeys.sort(byKey)],
    cancelled,
  };
}

function byKey({ key: a = '' }: VerifyFinding, { key: b = '' }: VerifyFinding): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
