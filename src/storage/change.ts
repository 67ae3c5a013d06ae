import type { LastingName } from './address';
import type { Keep } from './backend';
import { ChangeBins } from './changeBins';

interface StepAt {
  readonly backend: LastingName;
  /** Which place that backend was; see `Stores.placeId`. */
  readonly place: string;
  readonly key: string;
}

/** What a step has put into the trash. */
interface Binned {
  /** The bin that it is in; absent when that is the change's first one, which is named like the change. */
  readonly bin?: string;
}

/** Something was removed and is in a bin. */
export interface RemovedStep extends StepAt, Binned {
  readonly what: 'removed';
}

/** Something was replaced and is in a bin. */
export interface ReplacedStep extends StepAt, Binned {
  readonly what: 'replaced';
  /** The revision that was put in its place. */
  readonly left: string;
}

export interface RenamedStep extends StepAt {
  readonly what: 'renamed';
  /** The new key; `key` is the old one. */
  readonly to: string;
  /** The revision of what was renamed; `null` when it is damaged. */
  readonly revision: string | null;
}

/** Everything in the bin that no later step names was removed. */
export interface ClearedStep extends Omit<StepAt, 'key'>, Binned {
  readonly what: 'cleared';
}

export type Step = RemovedStep | ReplacedStep | RenamedStep | ClearedStep;

/** What must be known to take a change back, also after the program was started again. */
export interface ChangeRecord {
  /** Also the name of its first bin in every trash. Sorts by time. */
  readonly id: string;
  /** What the user did, e.g. `Delete 3 results`. */
  readonly title: string;
  /** In the order in which they were done. A step that failed may be among them; it has left nothing to restore. */
  readonly steps: readonly Step[];
  /** It was taken back as far as that could be done: these are the steps that could not. */
  readonly isTakenBack?: boolean;
}

/**
 * What one gesture of the user removes, replaces and renames, noted while it goes on. When it becomes larger than what is
 * kept, nothing more of it is.
 */
export class Change {
  private readonly noted: Step[] = [];
  private readonly binned: ChangeBins;
  private size = 0;

  constructor(
    readonly id: string,
    readonly title: string,
    /** Most bytes that are kept; 0: nothing is, and nothing is noted. */
    private readonly maxBytes: number,
    private readonly placeId: (backend: LastingName) => string,
  ) {
    this.binned = new ChangeBins(id);
  }

  /** Bytes that were put into its bins, as far as their sizes were known. */
  get bytes(): number {
    return this.size;
  }

  get isTooLarge(): boolean {
    return this.size > this.maxBytes;
  }

  /** Whether anything is to be kept and noted at all. */
  get isKept(): boolean {
    return this.maxBytes > 0;
  }

  get steps(): readonly Step[] {
    return this.noted;
  }

  /** The bins that any trash may have of it, but for those of what was set aside. */
  get bins(): readonly string[] {
    return this.binned.names;
  }

  /** Notes what is about to be removed, of so many bytes, and says how; to be had back whether that succeeds or not. */
  removing(backend: LastingName, key: string, bytes: number): Keep {
    return this.keeping(backend, key, { bytes, step: { what: 'removed', key } });
  }

  /** Likewise what is about to be replaced by the revision `left`. */
  replacing(
    backend: LastingName,
    key: string,
    { bytes, left }: { readonly bytes: number; readonly left: string },
  ): Keep {
    return this.keeping(backend, key, { bytes, step: { what: 'replaced', key, left } });
  }

  /** Likewise everything that a backend has; {@link weigh} its bytes before. */
  clearing(backend: LastingName): Keep {
    if (!this.isKept) return {};
    const bin = this.binned.forAll(backend);
    this.note(backend, { what: 'cleared', ...this.unlessFirst(bin) });
    return this.isTooLarge ? {} : { keep: bin };
  }

  /** Adds to the bytes that are put into its bins. */
  weigh(bytes: number): void {
    if (this.isKept) this.size += bytes;
  }

  renamed(backend: LastingName, key: string, to: string, revision: string | null): void {
    this.note(backend, { what: 'renamed', key, to, revision });
  }

  /** Notes what is about to be moved into a bin that is none of the change's; with `left` in its place when that is given. */
  settingAside(
    backend: LastingName,
    key: string,
    { bin, left }: { readonly bin: string; readonly left?: string },
  ): void {
    const step =
      left === undefined ? ({ what: 'removed' } as const) : ({ what: 'replaced', left } as const);
    this.note(backend, { ...step, key, bin });
  }

  private keeping(
    backend: LastingName,
    key: string,
    { bytes, step }: { readonly bytes: number; readonly step: NewStep },
  ): Keep {
    if (!this.isKept) return {};
    this.weigh(bytes);
    const bin = this.binned.forKey(backend, key);
    this.note(backend, { ...step, ...this.unlessFirst(bin) });
    return this.isTooLarge ? {} : { keep: bin };
  }

  private unlessFirst(bin: string): Binned {
    return bin === this.id ? {} : { bin };
  }

  private note(backend: LastingName, step: NewStep): void {
    if (this.isKept) this.noted.push({ ...step, backend, place: this.placeId(backend) });
  }
}

type NewStep =
  | Omit<RemovedStep, 'backend' | 'place'>
  | Omit<ReplacedStep, 'backend' | 'place'>
  | Omit<RenamedStep, 'backend' | 'place'>
  | Omit<ClearedStep, 'backend' | 'place'>;

/** For what is not to be undone, e.g. because it takes back something itself. Takes any number of steps and keeps none. */
export const keptNowhere = new Change('none', '', 0, () => '');

/** How an operation takes part in a change. */
export interface InChange {
  /** Default: the operation is a change of its own. */
  readonly change?: Change | undefined;
}
