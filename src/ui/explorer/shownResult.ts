import { withRanking } from '../../core/rankings';
import type { OptimizationResult } from '../../core/result';
import type { ResultSet } from '../../core/resultSet';
import type { Address } from '../../storage/address';
import { isLasting } from '../../storage/address';
import { StorageError, isStorageError } from '../../storage/errors';
import type { StorageManager } from '../../storage/manager';
import type { CellRange, Requests, ResultOutline } from '../../webview/protocol';
import { backendTitles } from '../wording';
import type { Shown } from './shown';
import { ShownContent, type CellsAsked } from './shownContent';

/** The result at an address as one panel shows it: read once for each revision. */
export class ShownResult implements Shown {
  private shown: { readonly revision: string; readonly content: ShownContent } | undefined;

  constructor(
    private readonly manager: Pick<
      StorageManager,
      'header' | 'loadFrom' | 'updateResult' | 'changes'
    >,
    readonly address: Address,
  ) {}

  async outline(): Promise<ResultOutline> {
    const { address } = this;
    const header = await this.manager.header(address);
    if (header === undefined) throw gone(address);
    const { revision, updatedAt } = header;
    if (this.shown?.revision !== revision) {
      const content = await ShownContent.of(await this.manager.loadFrom(address));
      this.shown = { revision, content };
    }
    const readonlyReason = reasonOf(address);
    return {
      ...address,
      backendTitle: backendTitles[address.backend],
      ...(readonlyReason !== undefined && { readonlyReason }),
      revision,
      updatedAt,
      ...this.shown.content.outline(),
    };
  }

  cells(asked: CellsAsked): CellRange {
    if (this.shown === undefined) throw gone(this.address);
    return this.shown.content.cells(asked);
  }

  resultOf(contentId: string): OptimizationResult {
    if (this.shown === undefined) throw gone(this.address);
    return this.shown.content.resultOf(contentId);
  }

  saveSets(revision: string, resultSets: readonly ResultSet[]): Promise<ResultOutline> {
    return this.store(revision, {
      title: `Change the result sets of "${this.address.key}"`,
      change: result => result.with({ resultSets }),
    });
  }

  saveRanking(asked: Requests['saveRanking']['ask']): Promise<ResultOutline> {
    const { revision, ranking, resultSets } = asked;
    return this.store(revision, {
      title: `Save the ranking "${ranking.name}" in "${this.address.key}"`,
      change: result => withRanking(result, ranking).with({ resultSets }),
    });
  }

  /** Stores what is made of a revision, to be taken back as a change of its own. */
  private async store(revision: string, edit: Edit): Promise<ResultOutline> {
    const { backend, key } = this.address;
    const { shown, manager } = this;
    if (!isLasting(backend)) throw new StorageError('read-only', reasonOf(this.address) ?? '');
    if (shown?.revision !== revision) throw changed(key);
    const result = edit.change(shown.content.result);
    try {
      await manager.changes.inOne(edit.title, change =>
        manager.updateResult({ backend, key }, revision, result, { change }),
      );
    } catch (error) {
      throw isStorageError(error, 'conflict') ? changed(key, error) : error;
    }
    return this.outline();
  }
}

interface Edit {
  /** What the user does. */
  readonly title: string;
  readonly change: (result: OptimizationResult) => OptimizationResult;
}

/** Why nothing can be saved in the result at an address, and what to do; `undefined` when it can. */
function reasonOf({ backend }: Address): string | undefined {
  if (isLasting(backend)) return undefined;
  return backend === 'cache'
    ? 'The cache holds copies: open the result in the primary or secondary backend.'
    : 'Sources are only read: migrate the result to the primary backend first.';
}

function gone({ backend, key }: Address): StorageError {
  return new StorageError(
    'not-found',
    `"${key}" is not in ${backendTitles[backend]} any more: it was deleted or renamed.`,
  );
}

function changed(key: string, cause?: unknown): StorageError {
  return new StorageError(
    'conflict',
    `"${key}" was changed elsewhere since it was shown, and nothing was saved over that. Look at what there is now and save again.`,
    { cause },
  );
}
