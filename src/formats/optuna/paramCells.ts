import type { VariableMetadata } from '../../core/variables';
import { choiceTexts, isCompatible, mergeDistributions } from './distributions';
import type { Distribution } from './distributions';
import { NumberCells } from './numberCells';
import type { ColumnData } from './numberCells';

/** A parameter's column, and what its distributions tell of it. */
export interface ParamColumn {
  readonly data: ColumnData;
  readonly variable: Partial<VariableMetadata>;
}

/** From here on a double is no integer of 64 bits. */
const tooLarge = 2 ** 63;

/** The internal values of a parameter by row, each with its distribution, which may differ between trials. */
export class ParamCells {
  readonly distributions: Distribution[] = [];
  private readonly placeOf = new Map<Distribution, number>();
  private readonly cells = new NumberCells();
  private firstRow = Infinity;

  set(row: number, internal: number, distribution: Distribution): void {
    let place = this.placeOf.get(distribution);
    if (place === undefined) {
      place = this.distributions.push(distribution) - 1;
      this.placeOf.set(distribution, place);
    }
    this.cells.set(row, internal, place + 1);
    this.firstRow = Math.min(this.firstRow, row);
  }

  /** Whether Optuna would let a trial have this distribution beside the one of the first trial that has the parameter. */
  accepts(distribution: Distribution): boolean {
    const first = this.distributions[this.cells.markOf(this.firstRow) - 1];
    return first === undefined || isCompatible(first, distribution);
  }

  /** The values that users see. */
  toColumn(rowCount: number): ParamColumn {
    const { type, ...variable } = mergeDistributions(this.distributions);
    if (type === 'categorical') return this.toCategories(rowCount);
    const hasIntegers = this.distributions.some(({ kind }) => kind === 'int');
    const cells = hasIntegers ? this.rounded(rowCount) : this.cells;
    const isExact = type === 'int64' && fitsInt64(cells, rowCount);
    return {
      data: isExact ? cells.toInt64(rowCount) : cells.toFloat64(rowCount),
      variable,
    };
  }

  /** Integers are kept as doubles; one that is none, as damage makes them, counts as missing. */
  private rounded(rowCount: number): NumberCells {
    const rounded = new NumberCells();
    for (let row = 0; row < rowCount; row++) {
      const kind = this.distributionOf(row)?.kind;
      const value = this.cells.valueOf(row);
      if (kind === 'float') rounded.set(row, value);
      if (kind === 'int' && Number.isFinite(value)) rounded.set(row, Math.round(value) + 0);
    }
    return rounded;
  }

  private toCategories(rowCount: number): ParamColumn {
    const choices = mergeDistributions(this.distributions).choices ?? [];
    const categories = [...choiceTexts(choices)];
    const places = new Map(categories.map((text, place) => [text, place]));
    const placeOf = new Map(choices.map((choice, place) => [choice, place]));
    const placeOfChoice = this.distributions.map(({ choices: own }) =>
      own.map(choice => placeOf.get(choice)),
    );
    const found = new NumberCells();
    const values = new Int32Array(rowCount);
    for (let row = 0; row < rowCount; row++) {
      const mark = this.cells.markOf(row);
      const distribution = this.distributions[mark - 1];
      if (distribution === undefined) continue;
      const internal = this.cells.valueOf(row);
      const place =
        distribution.kind === 'categorical'
          ? placeOfChoice[mark - 1]?.[internal]
          : placeOfText(String(distribution.kind === 'int' ? Math.round(internal) : internal));
      // An index without a choice stands for nothing that could be shown.
      if (place === undefined) continue;
      values[row] = place;
      found.set(row, place);
    }
    return {
      data: { type: 'categorical', values, categories, ...found.validity(rowCount) },
      variable: { choices: choices.map(storable) },
    };

    function placeOfText(text: string): number {
      const place = places.get(text) ?? categories.push(text) - 1;
      places.set(text, place);
      return place;
    }
  }

  private distributionOf(row: number): Distribution | undefined {
    return this.distributions[this.cells.markOf(row) - 1];
  }
}

/** JSON knows no infinities, of which metadata are made. */
function storable(choice: null | boolean | number | string): null | boolean | number | string {
  return typeof choice === 'number' && !Number.isFinite(choice) ? String(choice) : choice;
}

function fitsInt64(cells: NumberCells, rowCount: number): boolean {
  for (let row = 0; row < rowCount; row++) {
    if (cells.markOf(row) !== 0 && Math.abs(cells.valueOf(row)) >= tooLarge) return false;
  }
  return true;
}
