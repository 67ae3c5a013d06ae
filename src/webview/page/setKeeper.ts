import type { Ranking } from '../../core/rankings';
import type { ResultSet } from '../../core/resultSet';
import type { ResultOutline } from '../protocol';
import type { HostLink } from './hostLink';

/** Changes the result sets of the result that is shown, and stores rankings in it, where it is stored. */
export class SetKeeper {
  constructor(
    private readonly host: Pick<HostLink, 'ask'>,
    private readonly page: {
      /** What is shown now. */
      current(): ResultOutline;
      /** Called with what there is, after it was changed here or elsewhere. */
      update(outline: ResultOutline): void;
    },
  ) {}

  /**
   * Stores what `change` makes of the sets.
   * @throws {Error} that says why not; what was changed elsewhere meanwhile is shown then.
   */
  change(change: (sets: readonly ResultSet[]) => readonly ResultSet[]): Promise<void> {
    const { revision, resultSets } = this.page.current();
    return this.store(() =>
      this.host.ask('saveSets', { revision, resultSets: change(resultSets) }),
    );
  }

  /**
   * Stores a ranking as a column, and a set of its rows in place of the one of that name.
   * @throws {Error} likewise
   */
  saveRanking(ranking: Ranking, set: ResultSet): Promise<void> {
    const { revision, resultSets } = this.page.current();
    const others = resultSets.filter(({ name }) => name !== set.name);
    return this.store(() =>
      this.host.ask('saveRanking', { revision, ranking, resultSets: [...others, set] }),
    );
  }

  private async store(ask: () => Promise<ResultOutline>): Promise<void> {
    try {
      this.page.update(await ask());
    } catch (error) {
      this.page.update(await this.host.ask('outline', {}));
      throw error;
    }
  }
}
