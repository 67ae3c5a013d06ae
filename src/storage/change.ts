import type { LastingName } from './address';
import type { Keep } from './backend';

interface StepAt {
  readonly backend: LastingName;
  /** Which place that backend was; see `Stores.placeId`. */
  readonly place: string;
  readonly key: string;
}

/** Something was removed and is in the change's bin. */
export interface RemovedStep extends StepAt {
  readonly what: 'removed';
}

/** Something was replaced and is in the change's bin. */
export interface ReplacedStep extends StepAt {
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

/** Everything in the change's bin that no other step names was removed. */
export interface ClearedStep extends Omit<StepAt, 'key'> {
  readonly what: 'cleared';
}

export type Step = RemovedStep | ReplacedStep | RenamedStep | ClearedStep;

/** What must be known to take a change back, also after the program was started again. */
export interface ChangeRecord {
  /** Also the name of its bin in every trash. Sorts by time. */
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
  private size = 0;

  constructor(
    readonly id: string,
    readonly title: string,
    /** Most bytes that are kept; 0: nothing is, and nothing is noted. */
    private readonly maxBytes: number,
    private readonly placeId: (backend: LastingName) => string,
  ) {}

  /** Bytes that were put into the bin, as far as their sizes were known. */
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

  /** How to remove or replace something of so many bytes, to be noted in either outcome. */
  keep(bytes: number): Keep {
    if (!this.isKept) return {};
    this.size += bytes;
    return this.isTooLarge ? {} : { keep: this.id };
  }

  removed(backend: LastingName, key: string): void {
    this.note(backend, place => ({ what: 'removed', backend, place, key }));
  }

  replaced(backend: LastingName, key: string, left: string): void {
    this.note(backend, place => ({ what: 'replaced', backend, place, key, left }));
  }

  renamed(backend: LastingName, key: string, to: string, revision: string | null): void {
    this.note(backend, place => ({ what: 'renamed', backend, place, key, to, revision }));
  }

  cleared(backend: LastingName): void {
    this.note(backend, place => ({ what: 'cleared', backend, place }));
  }

  private note(backend: LastingName, step: (place: string) => Step): void {
    if (this.isKept) this.noted.push(step(this.placeId(backend)));
  }
}

/** For what is not to be undone, e.g. because it takes back something itself. Takes any number of steps and keeps none. */
export const keptNowhere = new Change('none', '', 0, () => '');

/** How an operation takes part in a change. */
export interface InChange {
  /** Default: the operation is a change of its own. */
  readonly change?: Change | undefined;
}
