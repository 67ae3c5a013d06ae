import type { Cell, Column, ColumnType } from '../core/column';
import type { VariableMetadata } from '../core/variables';
import { columnFromCells, typeOfCells } from './columnFromCells';
import { uniqueNames } from './uniqueNames';
import { widenIntegers } from './recordColumns';

/** A column whose name and type are settled once all are known. */
export interface ColumnDraft {
  readonly name: string;
  /** What its name gets before it when another column wants the same, e.g. `param`: `param_x`. */
  readonly kind: string;
  readonly variable: Omit<VariableMetadata, 'name'>;
  /** One per row; `undefined` is missing like `null`. */
  readonly cells: readonly (Cell | undefined)[];
  /** Default: the narrowest that holds the cells; it is widened, too, when they do not fit. */
  readonly type?: ColumnType;
  /** The file leaves open what the column is for: the user is asked. */
  readonly isAsked?: true;
}

/** The drafts as columns with names of their own. */
export function draftColumns(drafts: readonly ColumnDraft[]): readonly Column[] {
  const names = uniqueNames(
    drafts.map(({ name, kind }) => ({ short: name, long: `${kind}_${name}` })),
  );
  return drafts.map((draft, index) => {
    const variable = { name: (names[index] as string).toWellFormed(), ...draft.variable };
    const type = fittingType(draft);
    const isWhole = type === 'int64' || draft.type === undefined;
    const cells = isWhole ? widenIntegers(draft.cells) : draft.cells;
    return columnFromCells(variable, type, cells.map(wellFormed));
  });
}

/** The wanted type where the cells fit it, else the narrowest that holds them. */
function fittingType({ cells, type }: ColumnDraft): ColumnType {
  const narrowest = typeOfCells(widenIntegers(cells));
  switch (type) {
    case 'categorical':
    case 'string':
      return type;
    case 'float64':
      return narrowest === 'int64' && cells.every(isExact) ? 'float64' : narrowest;
    default:
      return type !== undefined && cells.every(isMissing) ? type : narrowest;
  }
}

function isExact(cell: Cell | undefined): boolean {
  return typeof cell !== 'bigint' || BigInt(Number(cell)) === cell;
}

function isMissing(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined;
}

/** Halves of surrogate pairs, which JSON can spell, are not text. */
function wellFormed(cell: Cell | undefined): Cell | undefined {
  return typeof cell === 'string' ? cell.toWellFormed() : cell;
}
