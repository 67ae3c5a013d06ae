import { LRUCache } from 'lru-cache';
import type { Files } from '../ports';

interface Listing {
  readonly mtimeMs: number;
  readonly names: ReadonlySet<string>;
}

/**
 * Tells whether a file that the disk finds under a name really has that name. Disks of macOS and Windows also find
 * "run" under "Run", and some find "é" under another spelling of it; keys do not.
 */
export class ExactNames {
  /** Whether the disk ignores case; unknown until a name was seen whose case could be changed. */
  private ignoresCase: boolean | undefined;
  private readonly listings = new LRUCache<string, Listing>({ max: 16 });

  constructor(private readonly files: Files) {}

  /** Whether the disk is known to take names of other case for other files: then those of ASCII letters are exact. */
  get tellCasesApart(): boolean {
    return this.ignoresCase === false;
  }

  /** Whether `name`, which the disk finds in `folder`, is spelt so in its listing. */
  async has(folder: string, name: string): Promise<boolean> {
    this.ignoresCase ??= await this.isSameFile(folder, name, swapCase(name));
    if (!this.ignoresCase) {
      const forms = [name.normalize('NFC'), name.normalize('NFD')];
      const same = await Promise.all(forms.map(form => this.isSameFile(folder, name, form)));
      if (!same.includes(true)) return true;
    }
    return this.isListed(folder, name);
  }

  /** Whether the disk finds one file under both names; undefined when the names are equal or there is no such file. */
  private async isSameFile(
    folder: string,
    name: string,
    other: string,
  ): Promise<boolean | undefined> {
    if (other === name) return undefined;
    const [stat, otherStat] = await Promise.all([
      this.files.stat(this.files.join(folder, name)),
      this.files.stat(this.files.join(folder, other)),
    ]);
    return stat && stat.inode === otherStat?.inode;
  }

  private async isListed(folder: string, name: string): Promise<boolean> {
    const mtimeMs = (await this.files.stat(folder))?.mtimeMs ?? NaN;
    const known = this.listings.get(folder);
    if (known?.mtimeMs === mtimeMs && known.names.has(name)) return true;
    // A name that is missing from a known listing may have come within one tick of the disk's clock.
    const entries = (await this.files.list(folder)) ?? [];
    const names = new Set(entries.map(entry => entry.name));
    this.listings.set(folder, { mtimeMs, names });
    return names.has(name);
  }
}

function swapCase(text: string): string {
  return text.replace(/[a-z]/gi, letter =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}
