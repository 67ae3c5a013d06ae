import type { LastingName } from './address';
import type { StorageBackend } from './backend';
import type { DamagedEntry, EntryCheck, SoundEntry } from './verifyEntry';
import type { VerifyFinding, VerifyFix } from './verifyReport';

/** What one backend holds under a key. */
export interface CheckedSide {
  readonly name: LastingName;
  readonly backend: StorageBackend;
  readonly check: EntryCheck;
  /** What {@link StorageBackend.check} said of the key. */
  readonly fault?: { readonly message: string; readonly isRebuildable: boolean } | undefined;
}

/** What the backends hold under one key. */
export interface CheckedKey {
  readonly key: string;
  /** The primary first. */
  readonly sides: readonly CheckedSide[];
  /** The revision in the cache, if it has one: nothing is verified with it, but it may be what is left. */
  readonly cached?: string | undefined;
}

/** Everything there is to say of one key. */
export function findingsOfKey(checked: CheckedKey): readonly VerifyFinding[] {
  const ofSides = checked.sides.flatMap(side => findingsOfSide(side, checked));
  return [...ofSides, ...compared(checked)];
}

function findingsOfSide(side: CheckedSide, checked: CheckedKey): readonly VerifyFinding[] {
  const { check } = side;
  const { key } = checked;
  const place = { backend: side.name, key };
  switch (check.state) {
    case 'damaged':
      return [damagedFinding(side, check, checked)];
    case 'unsupported':
      return [unsupportedFinding(side, check.message, checked)];
    case 'unreachable':
      return [{ ...place, kind: 'unreachable', isFault: true, message: check.message, fixes: [] }];
    case 'sound':
      return check.differences.length > 0
        ? [differenceFinding(side, check, key)]
        : faultFindings(side, key);
    case 'absent':
      return faultFindings(side, key);
  }
}

/** What is noted wrongly although the entry itself is sound, or gone. */
function faultFindings(side: CheckedSide, key: string): readonly VerifyFinding[] {
  const { name: backend, fault } = side;
  if (fault === undefined) return [];
  const { message } = fault;
  return [{ backend, key, kind: 'index', isFault: true, message, fixes: fixOfFault(side) }];
}

function fixOfFault({ name, backend, fault }: CheckedSide): readonly VerifyFix[] {
  const canRebuild = fault?.isRebuildable === true && backend.rebuild !== undefined;
  return canRebuild ? [{ action: 'rebuild', backend: name, isSafe: true }] : [];
}

function damagedFinding(
  side: CheckedSide,
  check: DamagedEntry,
  checked: CheckedKey,
): VerifyFinding {
  const { fixes, advice } = repairs(side, check, checked);
  // The artifact may be sound although the backend cannot hand it out, for what it notes beside it is wrong.
  const rebuild = fixOfFault(side);
  return {
    backend: side.name,
    key: checked.key,
    kind: 'damaged',
    isFault: true,
    message: [check.message, side.fault?.message, advice].filter(Boolean).join(' '),
    fixes: [...rebuild, ...fixes],
  };
}

/** A file of somebody else is no damage. It may be, where the other backend has a sound result under its key. */
function unsupportedFinding(
  { name: backend, backend: { isReadonly, trash } }: CheckedSide,
  fault: string,
  { key, sides }: CheckedKey,
): VerifyFinding {
  const finding = { backend, key, kind: 'unsupported' } as const;
  const other = sides.find(({ name, check }) => name !== backend && check.state === 'sound');
  if (other === undefined) {
    const message = `${fault} That is no damage: it was left as it is.`;
    return { ...finding, isFault: false, message, fixes: [] };
  }
  const canRestore = isReadonly !== true && trash !== undefined;
  const fix = { action: 'restore', backend, key, from: other.name, isSafe: false } as const;
  const message = `${fault} The ${other.name} storage has a sound result under this key: if this was one, too, it is damaged and can be restored.`;
  return { ...finding, isFault: true, message, fixes: canRestore ? [fix] : [] };
}

interface Repairs {
  readonly fixes: readonly VerifyFix[];
  readonly advice?: string;
}

function repairs(side: CheckedSide, check: DamagedEntry, checked: CheckedKey): Repairs {
  const {
    name: backend,
    backend: { isReadonly, trash },
  } = side;
  const { key, cached } = checked;
  const cannot = (reason: string): Repairs => ({ fixes: [], advice: reason });
  if (isReadonly === true) return cannot('Nothing can be done here: this storage is read-only.');
  if (trash === undefined) {
    return cannot(
      'This storage cannot keep what it replaces, so nothing is offered that would lose the damaged bytes. Save the result again, or delete it.',
    );
  }
  const isSame = (revision: string) => check.revision === undefined || check.revision === revision;
  const other = checked.sides.find(({ name }) => name !== backend);
  if (other?.check.state === 'sound') {
    const { revision, updatedAt } = other.check;
    const isSafe = isSame(revision);
    const fix = { action: 'restore', backend, key, from: other.name, isSafe } as const;
    const version = isSafe
      ? 'holds a sound replica'
      : `holds another version of it, of ${updatedAt}, which is sound`;
    return { fixes: [fix], advice: `The ${other.name} storage ${version}.` };
  }
  if (cached !== undefined) {
    const isSafe = check.revision === cached;
    const fix = { action: 'restore', backend, key, from: 'cache', isSafe } as const;
    return { fixes: [fix], advice: 'The cache still holds a copy.' };
  }
  if (other?.check.state === 'unreachable') {
    // Moved away here, it would count as deleted, and the next sync could delete the sound replica.
    return cannot(
      `The ${other.name} storage, which may hold a sound replica, does not answer. Verify again when it does.`,
    );
  }
  return {
    fixes: [{ action: 'quarantine', backend, key, isSafe: false }],
    advice: 'No sound replica of it is known.',
  };
}

function differenceFinding(side: CheckedSide, check: SoundEntry, key: string): VerifyFinding {
  const { name, backend } = side;
  const ofRows = check.differences.some(({ part }) => part === 'rowCount');
  const canRebuild = backend.rebuild !== undefined && backend.isReadonly !== true;
  const texts = check.differences.map(({ text }) => text).join('; ');
  const advice = canRebuild
    ? 'The artifact itself is sound, so what is noted can be made anew from it.'
    : 'The artifact itself is sound; saving it again notes it anew.';
  return {
    backend: name,
    key,
    kind: ofRows ? 'row-count' : 'header-differs',
    isFault: true,
    message: `What is noted of it is not what it says itself: ${texts}. ${advice}`,
    fixes: canRebuild ? [{ action: 'rebuild', backend: name, isSafe: true }] : [],
  };
}

/** What the two sides say of each other. A sync settles most of it. */
function compared({ key, sides }: CheckedKey): readonly VerifyFinding[] {
  const [primary, secondary] = sides;
  if (primary === undefined || secondary === undefined) return [];
  for (const [here, there] of [[primary, secondary] as const, [secondary, primary] as const]) {
    if (here.check.state !== 'sound' || there.check.state !== 'absent') continue;
    const message = `Only the ${here.name} storage has it. A sync can copy it.`;
    const missing = { kind: 'replica-missing', isFault: false, message, fixes: [] } as const;
    return [{ backend: there.name, key, ...missing }];
  }
  if (primary.check.state !== 'sound' || secondary.check.state !== 'sound') return [];
  return differing(key, primary.check, secondary.check);
}

function differing(
  key: string,
  primary: SoundEntry,
  secondary: SoundEntry,
): readonly VerifyFinding[] {
  if (primary.revision === secondary.revision && primary.hash === secondary.hash) return [];
  const isFault = primary.revision === secondary.revision;
  const message = isFault
    ? `Both replicas are sound and carry the same revision (${primary.revision}), but their bytes differ, so a sync takes them for equal. Compare them, and migrate the right one over the other.`
    : `The primary storage holds the version of ${primary.updatedAt}, the secondary one that of ${secondary.updatedAt}. A sync settles it.`;
  return [{ backend: 'secondary', key, kind: 'replica-differs', isFault, message, fixes: [] }];
}
