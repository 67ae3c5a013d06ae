import type { ResultSet } from '../../core/resultSet';
import type { ResultOutline } from '../protocol';
import type { HostLink } from './hostLink';

/** Changes the result sets of the result that is shown, where it is stored. */
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
  async change(change: (sets: readonly ResultSet[]) => readonly ResultSet[]): Promise<void> {
    const { revision, resultSets } = this.page.current();
    try {
      this.page.update(
        await this.host.ask('saveSets', { revision, resultSets: change(resultSets) }),
      );
    } catch (error) {
      this.page.update(await this.host.ask('outline', {}));
      throw error;
    }
  }
}
