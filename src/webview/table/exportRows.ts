import type { PageContext } from '../page/pageContext';
import type { RowsAsked } from '../protocol';
import type { TableModel } from './tableModel';

/** Rows that can be exported. */
export interface RowChoice {
  readonly title: string;
  readonly count: number;
  /** Made when they are exported. */
  rows(): Omit<RowsAsked, 'contentId' | 'columns'>;
}

/** All rows, those of the table if they are others or in another order, the selection, and each result set. */
export function rowChoices(
  { rows }: TableModel,
  { outline, selection, sets }: Pick<PageContext, 'outline' | 'selection' | 'sets'>,
): readonly RowChoice[] {
  const { count, operations } = selection.current;
  const isPlain = rows.count === outline.rowCount && rows.sorts.length === 0;
  const table = {
    title: 'The table as it is filtered and sorted',
    count: rows.count,
    rows: () => ({ rows: rows.rowsBetween(0, rows.count), words: rows.words, part: 'table' }),
  };
  const selected = {
    title: 'The selection',
    count,
    rows: () => ({
      rows: selection.rows(),
      words: operations.join(' '),
      part: 'selection',
    }),
  };
  return [
    { title: 'All rows', count: outline.rowCount, rows: () => ({ words: 'all rows' }) },
    ...(isPlain ? [] : [table]),
    ...(count === 0 ? [] : [selected]),
    ...sets.all.map(set => ({
      title: `Result set "${set.name}"`,
      count: set.rows.length,
      rows: () => ({
        rows: Uint32Array.from(set.rows),
        words: `set "${set.name}"`,
        part: set.name,
      }),
    })),
  ];
}
