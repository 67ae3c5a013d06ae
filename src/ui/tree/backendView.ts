import type { Disposable, Event } from '../../core/event';
import type { Address } from '../../storage/address';

/** A view that shows the results of one backend, as commands use it. */
export interface BackendView extends Disposable {
  /** The results that are selected in it. */
  readonly selection: readonly Address[];
  readonly isVisible: boolean;
  /** How many results there are; `undefined` until that is known. */
  readonly count: number | undefined;
  /** Fires when something was selected in it. */
  readonly onDidSelect: Event<void>;
  /** Fires when {@link count} may have changed. */
  readonly onDidCount: Event<void>;
  /** Reads everything anew. */
  refresh(): void;
  /** Selects a result in it. */
  reveal(key: string): Promise<void>;
}
