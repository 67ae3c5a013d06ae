import type { LastingName } from './address';
import { binOfChange } from './trashBin';

interface BackendBins {
  /** The number of the bin that is filled now. */
  current: number;
  /** The number of the last bin that each key went into. */
  readonly keys: Map<string, number>;
  /** Any key may be in the bin that is filled now. */
  isFull: boolean;
}

/**
 * The bins of one change. A bin has each key once and the first one stays, but what a change removes under a key it may have
 * put there itself, by a rename: where the bin has the key already, another one is begun.
 */
export class ChangeBins {
  private readonly backends = new Map<LastingName, BackendBins>();

  constructor(private readonly id: string) {}

  /** At least the first one. */
  get names(): readonly string[] {
    const most = Math.max(1, ...[...this.backends.values()].map(({ current }) => current));
    return Array.from({ length: most }, (_, index) => binOfChange(this.id, index + 1));
  }

  /** The bin for what is under `key` now. */
  forKey(backend: LastingName, key: string): string {
    const bins = this.binsOf(backend);
    if (bins.isFull || bins.keys.get(key) === bins.current) begin(bins);
    bins.keys.set(key, bins.current);
    return binOfChange(this.id, bins.current);
  }

  /** The bin for everything that is in a backend now. */
  forAll(backend: LastingName): string {
    const bins = this.binsOf(backend);
    if (bins.isFull || bins.keys.size > 0) begin(bins);
    bins.isFull = true;
    return binOfChange(this.id, bins.current);
  }

  private binsOf(backend: LastingName): BackendBins {
    const known = this.backends.get(backend);
    if (known !== undefined) return known;
    const bins = { current: 1, keys: new Map<string, number>(), isFull: false };
    this.backends.set(backend, bins);
    return bins;
  }
}

function begin(bins: BackendBins): void {
  bins.current++;
  bins.isFull = false;
}
