import { render } from 'lit-html';
import type { CompareContext } from './compareContext';
import { differenceTable } from './differenceTable';
import { factTable, tsvOf } from './factTable';
import type { FactTable } from './factTable';
import { indicatorTable } from './indicatorTable';
import { pairTables } from './pairTables';

/** The figures of a comparison. */
export class CompareTables {
  constructor(
    private readonly place: HTMLElement,
    private readonly context: CompareContext,
  ) {
    place.tabIndex = 0;
    place.setAttribute('aria-label', 'Figures');
    context.model.onDidChange(() => this.draw());
  }

  private draw(): void {
    const { current } = this.context.model;
    // Why there is nothing is said in the place of the plots.
    const tables =
      typeof current === 'string'
        ? []
        : [indicatorTable(current), ...pairTables(current), differenceTable(current)];
    render(
      tables.map(table => factTable(table, () => void this.copy(table))),
      this.place,
    );
  }

  private async copy(table: FactTable): Promise<void> {
    const { announce } = this.context;
    try {
      await navigator.clipboard.writeText(tsvOf(table));
      announce(`Copied the table ${table.title}.`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      announce(`Nothing was copied: the browser refused (${reason}).`);
    }
  }
}
