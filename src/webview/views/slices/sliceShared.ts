import { everyRow } from '../../../core/analysis/numbers';
import type { Numbers } from '../../../core/analysis/numbers';
import { columnNamed, loadKnownRows, numbersNamed } from '../../model/neededColumns';
import type { ColumnSource } from '../../model/neededColumns';
import type { KnownRows } from '../../model/rowKinds';
import type { Axis } from '../../plots/axis';
import { aimOf, variableOf } from '../pareto/paretoChoice';
import { sliceAxis } from './sliceAxis';
import type { SliceAxis } from './sliceAxis';
import type { SliceChoice } from './sliceChoice';

/** What all slices of a choice have in common. */
export interface SliceShared {
  readonly y: Numbers;
  readonly axis: Axis;
  /** How many rows are NaN in it. */
  readonly missing: number;
  readonly rows: KnownRows;
  /** The number of each row. */
  readonly evaluations: Numbers;
}

/** @param name of the objective. */
export async function sliceShared(
  name: string,
  choice: SliceChoice,
  source: ColumnSource,
): Promise<SliceShared> {
  const { outline } = source;
  const [rows, y] = await Promise.all([loadKnownRows(source), numbersNamed(name, source)]);
  const unit = variableOf(outline, name)?.unit;
  // Trials without a value are no better than the worst.
  const missingAt = aimOf(choice, outline, name).aim === 'maximize' ? 'low' : 'high';
  return {
    y,
    axis: { name, ...(unit !== undefined && { unit }), log: choice.isLog === true, missingAt },
    missing: missingIn(y),
    rows,
    evaluations: everyRow(outline.rowCount),
  };
}

function missingIn(values: Numbers): number {
  let count = 0;
  for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row])) count++;
  return count;
}

/** Variables as they were loaded, each once for as long as the choice of its axis stays. */
export class SliceAxes {
  private readonly loaded = new Map<string, SliceAxis>();

  constructor(private readonly source: ColumnSource) {}

  async load(name: string, choice: SliceChoice): Promise<SliceAxis> {
    const found = sliceAxis(await columnNamed(name, this.source), choice);
    this.loaded.set(name, found);
    return found;
  }

  /** As it was loaded last. */
  known(name: string): SliceAxis | undefined {
    return this.loaded.get(name);
  }
}
