import type { BackendName } from './address';
import { Emitter } from '../core/event';
import type { StorageErrorCode } from './errors';

/** A backend that did not answer as it should, while another one did in its place. */
export interface Degradation {
  /** Which one failed. */
  readonly backend: BackendName;
  readonly code: StorageErrorCode;
  readonly message: string;
  /** The only result concerned; absent when the backend as a whole failed. */
  readonly key?: string;
  /** Which one holds what was asked for. */
  readonly answeredBy: BackendName;
}

/** Remembers what went wrong without failing a call, until it goes right again. */
export class DegradationLog {
  private readonly entries = new Map<string, Degradation>();
  private readonly didChange = new Emitter<readonly Degradation[]>();
  /** Fires with the new value of {@link all}. */
  readonly onDidChange = this.didChange.event;

  get all(): readonly Degradation[] {
    return [...this.entries.values()];
  }

  record(degradation: Degradation): void {
    const id = identify(degradation.backend, degradation.key);
    const known = this.entries.get(id);
    this.entries.set(id, degradation);
    if (known?.message !== degradation.message || known.answeredBy !== degradation.answeredBy) {
      this.didChange.fire(this.all);
    }
  }

  /** `backend` answered soundly: for `key`, if one is given. */
  recovered(backend: BackendName, key?: string): void {
    const wasDown = this.entries.delete(identify(backend));
    const wasDamaged = key !== undefined && this.entries.delete(identify(backend, key));
    if (wasDown || wasDamaged) this.didChange.fire(this.all);
  }

  clear(): void {
    if (this.entries.size === 0) return;
    this.entries.clear();
    this.didChange.fire(this.all);
  }
}

function identify(backend: BackendName, key?: string): string {
  return JSON.stringify([backend, key]);
}
