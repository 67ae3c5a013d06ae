import type { LastingName } from './address';
import type { BackendFault, StorageBackend } from './backend';
import type { StorageErrorCode } from './errors';
import { isStorageError } from './errors';
import { placeOf } from './stores';
import { checkEntry } from './verifyEntry';
import type { EntryCheck } from './verifyEntry';
import type { CheckedSide } from './verifyReplicas';
import type { VerifiedBackend, VerifiedCounts, VerifyFinding } from './verifyReport';

/** After so many entries in a row that could not be reached, the rest is taken to be out of reach, too: each may cost a time-out. */
const patience = 3;

interface Failure {
  readonly code: StorageErrorCode;
  readonly message: string;
}

/** One backend while it is verified. */
export class VerifySide {
  private keySet: ReadonlySet<string> = new Set();
  private readonly faults = new Map<string, BackendFault>();
  private readonly ofBackend: VerifyFinding[] = [];
  private readonly counts: { -readonly [Name in keyof VerifiedCounts]: number } = {
    sound: 0,
    damaged: 0,
    unsupported: 0,
    unreachable: 0,
  };
  private bytes = 0;
  private failuresInARow = 0;
  private error: Failure | undefined;

  constructor(
    readonly name: LastingName,
    readonly backend: StorageBackend,
  ) {}

  /** Finds out what there is, and what the backend itself finds wrong. */
  async open(): Promise<void> {
    this.error = await this.attempt(async () => {
      this.keySet = new Set(await this.backend.list());
    });
    // Also of a place that cannot be listed: its check may say why, and what can be done.
    const failure = await this.attempt(async () => {
      for (const fault of (await this.backend.check?.()) ?? []) this.note(fault);
    });
    if (failure !== undefined && this.error === undefined) this.ofBackend.push(this.whole(failure));
  }

  /** Everything that is to be looked at: what is there, and what is noted but not there. */
  get keys(): readonly string[] {
    return [...this.keySet, ...[...this.faults.keys()].filter(key => !this.keySet.has(key))];
  }

  /** About the backend as a whole. */
  get findings(): readonly VerifyFinding[] {
    const { error } = this;
    return error === undefined ? this.ofBackend : [this.whole(error), ...this.ofBackend];
  }

  get report(): VerifiedBackend {
    const { counts, bytes, error, backend } = this;
    return {
      type: backend.type,
      location: placeOf(backend),
      ...counts,
      checked: counts.sound + counts.damaged + counts.unsupported,
      bytes,
      ...(error && { error }),
    };
  }

  async check(key: string): Promise<CheckedSide> {
    const { name, backend } = this;
    const check = await this.look(key);
    this.count(check);
    return { name, backend, check, fault: this.faults.get(key) };
  }

  private async look(key: string): Promise<EntryCheck> {
    const { error } = this;
    if (error !== undefined) return { state: 'unreachable', ...error };
    const check = await checkEntry(this.backend, key);
    this.failuresInARow = check.state === 'unreachable' ? this.failuresInARow + 1 : 0;
    if (check.state === 'unreachable' && this.failuresInARow >= patience) {
      this.error = { code: check.code, message: check.message };
    }
    return check;
  }

  private count(check: EntryCheck): void {
    // What was deleted since it was listed is nobody's fault, and what was never listed is not missed.
    if (check.state === 'absent') return;
    this.counts[check.state] += 1;
    if (check.state === 'sound') this.bytes += check.size;
  }

  private note(fault: BackendFault): void {
    if (fault.key !== undefined) {
      this.faults.set(fault.key, fault);
      return;
    }
    const { name, backend } = this;
    const canRebuild = fault.isRebuildable && backend.rebuild !== undefined;
    this.ofBackend.push({
      backend: name,
      kind: backend.type === 'database' && !fault.isRebuildable ? 'database' : 'index',
      isFault: true,
      message: fault.message,
      fixes: canRebuild ? [{ action: 'rebuild', backend: name, isSafe: true }] : [],
    });
  }

  private whole({ code, message }: Failure): VerifyFinding {
    const kind = code === 'corrupt' ? 'database' : 'unreachable';
    return { backend: this.name, kind, isFault: true, message, fixes: [] };
  }

  private async attempt(work: () => Promise<void>): Promise<Failure | undefined> {
    try {
      await work();
      return undefined;
    } catch (error) {
      if (!isStorageError(error)) throw error;
      const { code, message } = error;
      return { code, message };
    }
  }
}
