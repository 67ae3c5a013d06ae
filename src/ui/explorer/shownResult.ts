import type { OptimizationResult } from '../../core/result';
import type { Address } from '../../storage/address';
import { isLasting } from '../../storage/address';
import { StorageError } from '../../storage/errors';
import type { StorageManager } from '../../storage/manager';
import type { CellRange, ResultOutline } from '../../webview/protocol';
import { backendTitles } from '../wording';
import { cellRange } from './cellRange';

/** The result at an address as one panel shows it: read once for each revision. */
export class ShownResult {
  private shown: { readonly revision: string; readonly result: OptimizationResult } | undefined;

  constructor(
    private readonly manager: Pick<StorageManager, 'header' | 'loadFrom'>,
    readonly address: Address,
  ) {}

  /** @throws {StorageError} `not-found` when it is gone, or as {@link StorageManager.loadFrom} says. */
  async outline(): Promise<ResultOutline> {
    const { address } = this;
    const header = await this.manager.header(address);
    if (header === undefined) throw gone(address);
    if (this.shown?.revision !== header.revision) {
      this.shown = { revision: header.revision, result: await this.manager.loadFrom(address) };
    }
    const { result } = this.shown;
    return {
      ...address,
      backendTitle: backendTitles[address.backend],
      ...(!isLasting(address.backend) && {
        readonlyReason:
          address.backend === 'cache'
            ? 'The cache holds copies: open the result in the primary or secondary backend.'
            : 'Sources are only read: migrate the result to the primary backend first.',
      }),
      revision: header.revision,
      updatedAt: header.updatedAt,
      problem: result.problem,
      metadata: result.metadata,
      rowCount: result.rowCount,
      columns: result.columns.map(({ variable, type }) => ({ variable, type })),
      resultSets: result.resultSets,
    };
  }

  /** @throws {StorageError} `conflict` when another revision is shown by now: its outline says what there is. */
  cells(revision: string, column: number, start: number, end: number): CellRange {
    const { address } = this;
    const found = this.shown?.revision === revision ? this.shown.result.columns[column] : undefined;
    if (found === undefined) {
      throw new StorageError('conflict', `"${address.key}" has changed since it was shown.`);
    }
    return cellRange(found, start, end);
  }
}

function gone({ backend, key }: Address): StorageError {
  return new StorageError(
    'not-found',
    `"${key}" is not in ${backendTitles[backend]} any more: it was deleted or renamed.`,
  );
}
