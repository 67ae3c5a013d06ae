import type { Address } from '../../storage/address';
import { StorageError } from '../../storage/errors';
import type { StorageManager } from '../../storage/manager';
import type { CellRange, ComparedOutline } from '../../webview/protocol';
import { backendTitles } from '../wording';
import type { CellsAsked } from './shownContent';
import { ShownResult } from './shownResult';

/** The results at several addresses as one panel shows them. */
export class ShownResults {
  private readonly results: readonly ShownResult[];
  /** By the id of the content that was told last. */
  private readonly byContent = new Map<string, ShownResult>();

  constructor(
    manager: Pick<StorageManager, 'header' | 'loadFrom' | 'updateResult' | 'changes'>,
    addresses: readonly Address[],
    /** How a failure is told to the user. */
    private readonly wordsOf: (error: unknown) => string,
  ) {
    this.results = addresses.map(address => new ShownResult(manager, address));
  }

  /** What there is of each now, in their order: one that cannot be read does not take the others away. */
  async compared(): Promise<readonly ComparedOutline[]> {
    const told = await Promise.all(this.results.map(result => this.outlineOf(result)));
    this.byContent.clear();
    told.forEach((each, index) => {
      const result = this.results[index];
      if ('outline' in each && result !== undefined) {
        this.byContent.set(each.outline.contentId, result);
      }
    });
    return told;
  }

  /** @throws {StorageError} `conflict` when the content is another one by now. */
  cells(asked: CellsAsked): CellRange {
    const result = this.byContent.get(asked.contentId);
    if (result === undefined) {
      throw new StorageError('conflict', 'The result has changed since it was shown.');
    }
    return result.cells(asked);
  }

  private async outlineOf(result: ShownResult): Promise<ComparedOutline> {
    const { address } = result;
    const place = { ...address, backendTitle: backendTitles[address.backend] };
    try {
      return { ...place, outline: await result.outline() };
    } catch (error) {
      return { ...place, failure: this.wordsOf(error) };
    }
  }
}
