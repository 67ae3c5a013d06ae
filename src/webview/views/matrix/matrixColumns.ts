import type { ColumnSource } from '../../model/neededColumns';
import { matrixColumn } from './matrixColumn';
import type { MatrixColumn } from './matrixColumn';

/** The columns of a result as the matrix shows them, each made once. */
export class MatrixColumns {
  private readonly known = new Map<number, MatrixColumn>();

  constructor(private readonly source: Pick<ColumnSource, 'columns'>) {}

  /** @param places in the outline. */
  async load(places: readonly number[]): Promise<readonly MatrixColumn[]> {
    const columns: MatrixColumn[] = [];
    for (const place of places) columns.push(await this.columnAt(place));
    return columns;
  }

  private async columnAt(place: number): Promise<MatrixColumn> {
    const known = this.known.get(place);
    if (known !== undefined) return known;
    const column = await this.source.columns.load(place);
    // The page stays alive between columns of a million rows.
    await new Promise(resolve => setTimeout(resolve));
    const made = matrixColumn(column, place);
    this.known.set(place, made);
    return made;
  }
}
