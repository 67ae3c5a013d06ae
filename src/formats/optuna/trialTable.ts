import type { PythonJson } from '../pythonJson';
import { TrialConstraints } from './trialConstraints';
import type { Distribution } from './distributions';
import { NumberCells } from './numberCells';
import { ParamCells } from './paramCells';
import { trialStates } from './study';
import type { TrialState } from './study';
import { TrialAttributes } from './trialAttributes';

/** The trials of a study as columns that grow: no object is kept for a trial, since there may be a million of them. */
export class TrialTable {
  rowCount = 0;
  /** The storage's own ids, by which notes and artifacts name trials. */
  readonly ids = new NumberCells();
  /** 0-based within the study. */
  readonly numbers = new NumberCells();
  /** Places in `stateNames`. */
  readonly states = new NumberCells();
  readonly stateNames: string[] = [...trialStates];
  /** Times as the file has them, mostly without a time zone; `null` where there is none. */
  readonly starts: (string | null)[] = [];
  readonly completes: (string | null)[] = [];
  /** One per objective. A pruned trial may hold its last reported value. */
  readonly values: readonly NumberCells[];
  readonly params = new Map<string, ParamCells>();
  readonly userAttrs = new TrialAttributes();
  /** All but the constraints. */
  readonly systemAttrs = new TrialAttributes();
  readonly constraints = new TrialConstraints();
  /** Row → step → reported value, `null` where the file has none. */
  readonly intermediateValues = new Map<number, Map<number, number | null>>();

  constructor(objectives: number) {
    this.values = Array.from({ length: objectives }, () => new NumberCells());
  }

  /** Adds a trial without anything but its names; returns its row. */
  add(id: number, number: number): number {
    const row = this.rowCount++;
    this.ids.set(row, id);
    this.numbers.set(row, number);
    this.starts.push(null);
    this.completes.push(null);
    return row;
  }

  setState(row: number, name: string): void {
    let code = this.stateNames.indexOf(name);
    if (code < 0) code = this.stateNames.push(name) - 1;
    this.states.set(row, code);
  }

  stateOf(row: number): string | undefined {
    return this.states.markOf(row) === 0 ? undefined : this.stateNames[this.states.valueOf(row)];
  }

  isIn(row: number, ...states: readonly TrialState[]): boolean {
    const state = this.stateOf(row);
    return states.some(wanted => wanted === state);
  }

  /** `null` is none. What is of no objective of the study is left out. */
  setValue(row: number, objective: number, value: number | null): void {
    if (value === null) this.values[objective]?.clear(row);
    else this.values[objective]?.set(row, value);
  }

  hasValue(row: number): boolean {
    return this.values.some(cells => cells.markOf(row) !== 0);
  }

  setParam(row: number, name: string, { internal, distribution }: ParamValue): void {
    let cells = this.params.get(name);
    if (cells === undefined) this.params.set(name, (cells = new ParamCells()));
    cells.set(row, internal, distribution);
  }

  setSystemAttr(row: number, key: string, value: PythonJson): void {
    if (this.constraints.set(row, key, value)) this.systemAttrs.keys.add(key);
    else this.systemAttrs.set(row, key, value);
  }

  setIntermediateValue(row: number, step: number, value: number | null): void {
    const known = this.intermediateValues.get(row);
    if (known === undefined) this.intermediateValues.set(row, new Map([[step, value]]));
    else known.set(step, value);
  }
}

export interface ParamValue {
  /** The internal representation: an index for categorical distributions. */
  readonly internal: number;
  readonly distribution: Distribution;
}
