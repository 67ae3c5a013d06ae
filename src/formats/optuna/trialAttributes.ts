import type { PythonJson } from '../pythonJson';
import { ScalarCells } from './scalarCells';

/** Keys that contain an id or a chunk number each: as columns they would be many and nearly empty. */
const scatteredKey = /^(?:artifacts|dashboard|tpe:relative_params):/;

/** Programs that make up a key for every trial would otherwise make columns without end. */
const maxColumns = 500;

/** The user's or the system's attributes of all trials: scalars as columns, everything else row by row. */
export class TrialAttributes {
  /** Of all keys that were ever set. */
  readonly keys = new Set<string>();
  readonly columns = new Map<string, ScalarCells>();
  /** Row → key → what is no scalar. */
  readonly nested = new Map<number, Map<string, PythonJson>>();

  set(row: number, key: string, value: PythonJson): void {
    this.keys.add(key);
    const isScalar = value === null || typeof value !== 'object';
    const cells = scatteredKey.test(key) ? undefined : this.cellsOf(key, isScalar);
    if (isScalar && cells !== undefined) {
      cells.set(row, value);
      this.nested.get(row)?.delete(key);
      return;
    }
    cells?.clear(row);
    const known = this.nested.get(row);
    if (known === undefined) this.nested.set(row, new Map([[key, value]]));
    else known.set(key, value);
  }

  private cellsOf(key: string, isWanted: boolean): ScalarCells | undefined {
    const known = this.columns.get(key);
    if (known !== undefined || !isWanted || this.columns.size === maxColumns) return known;
    const made = new ScalarCells();
    this.columns.set(key, made);
    return made;
  }
}
