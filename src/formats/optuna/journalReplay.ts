import type { PythonJson } from '../pythonJson';
import type { Distribution } from './distributions';
import { JournalRecord } from './journalRecord';
import type { Attributes, OptunaStudy } from './study';
import { TrialPlaces } from './trialPlaces';
import { TrialTable } from './trialTable';

interface JournalStudy extends OptunaStudy {
  readonly userAttrs: Attributes & Map<string, PythonJson>;
  readonly systemAttrs: Attributes & Map<string, PythonJson>;
}

/**
 * The studies that result from the operations of a journal. Ids are nowhere written: studies and trials are counted as they
 * are made, those of deleted studies, too. As in Optuna, an operation that came too late is void: a second study of a
 * name, and whatever concerns a deleted study or a finished trial.
 */
export class JournalReplay {
  private readonly byId = new Map<number, JournalStudy>();
  private readonly names = new Set<string>();
  private readonly places = new TrialPlaces();
  private readonly parsed = new Map<string, Distribution>();
  private studyCount = 0;
  private trialCount = 0;

  /** Those that are there now, in the order of their making. */
  get studies(): readonly OptunaStudy[] {
    return [...this.byId.values()];
  }

  /**
   * Applies one operation, or nothing of it; says whether it is of a known kind.
   * @throws {SyntaxError} when the record is not as Optuna writes it.
   */
  apply(json: PythonJson): boolean {
    const record = new JournalRecord(json, this.parsed);
    const operation = this.operations[record.integer('op_code')];
    operation?.(record);
    return operation !== undefined;
  }

  /** By their code. */
  private readonly operations: readonly ((record: JournalRecord) => void)[] = [
    record => this.createStudy(record),
    record => this.deleteStudy(record),
    record => this.setStudyAttr(record, 'user'),
    record => this.setStudyAttr(record, 'system'),
    record => this.createTrial(record),
    record => this.setParam(record),
    record => this.setState(record),
    record => this.setIntermediateValue(record),
    record => this.setTrialAttr(record, 'user'),
    record => this.setTrialAttr(record, 'system'),
    // Only Rustuna discards trials; Optuna goes on showing them.
    () => undefined,
  ];

  private createStudy(record: JournalRecord): void {
    const name = record.text('study_name');
    const directions = record.directions();
    if (this.names.has(name)) return;
    this.names.add(name);
    this.byId.set(this.studyCount++, {
      name,
      directions,
      userAttrs: new Map(),
      systemAttrs: new Map(),
      trials: new TrialTable(directions.length),
    });
  }

  private deleteStudy(record: JournalRecord): void {
    const id = record.integer('study_id');
    const study = this.byId.get(id);
    if (study === undefined) return;
    this.places.forget(study.trials);
    this.names.delete(study.name);
    this.byId.delete(id);
  }

  private setStudyAttr(record: JournalRecord, kind: 'user' | 'system'): void {
    const study = this.byId.get(record.integer('study_id'));
    for (const [key, value] of record.entries(`${kind}_attr`)) {
      study?.[`${kind}Attrs`].set(key, value);
    }
  }

  private createTrial(record: JournalRecord): void {
    const study = this.byId.get(record.integer('study_id'));
    const trial = readTrial(record);
    if (study === undefined) return;
    const { trials } = study;
    const row = trials.add(this.trialCount, trials.rowCount);
    this.places.set(this.trialCount++, trials, row);
    trials.setState(row, trial.state);
    trials.starts[row] = trial.start;
    trials.completes[row] = trial.complete;
    trial.values.forEach((value, objective) => trials.setValue(row, objective, value));
    for (const [name, internal, distribution] of trial.params) {
      trials.setParam(row, name, { internal, distribution });
    }
    for (const [key, value] of trial.userAttrs) trials.userAttrs.set(row, key, value);
    for (const [key, value] of trial.systemAttrs) trials.setSystemAttr(row, key, value);
    for (const [step, value] of trial.intermediateValues) {
      trials.setIntermediateValue(row, step, value);
    }
  }

  private setParam(record: JournalRecord): void {
    const name = record.text('param_name');
    const internal = record.number('param_value_internal') ?? NaN;
    const distribution = record.distribution('distribution');
    this.update(record, (trials, row) => {
      if (trials.params.get(name)?.accepts(distribution) === false) return;
      trials.setParam(row, name, { internal, distribution });
    });
  }

  private setState(record: JournalRecord): void {
    const state = record.state('state');
    const values = record.numbers('values');
    const start = record.textOrNull('datetime_start');
    const complete = record.textOrNull('datetime_complete');
    this.update(record, (trials, row) => {
      const isRunning = state === 'RUNNING';
      // Another worker has taken the trial before.
      if (isRunning && trials.isIn(row, 'RUNNING')) return;
      trials.setState(row, state);
      if (isRunning) trials.starts[row] = start;
      else if (state !== 'WAITING') trials.completes[row] = complete;
      values?.forEach((value, objective) => trials.setValue(row, objective, value));
    });
  }

  private setIntermediateValue(record: JournalRecord): void {
    const step = record.integer('step');
    const value = record.number('intermediate_value');
    this.update(record, (trials, row) => trials.setIntermediateValue(row, step, value));
  }

  private setTrialAttr(record: JournalRecord, kind: 'user' | 'system'): void {
    const attrs = record.entries(`${kind}_attr`);
    this.update(record, (trials, row) => {
      for (const [key, value] of attrs) {
        if (kind === 'user') trials.userAttrs.set(row, key, value);
        else trials.setSystemAttr(row, key, value);
      }
    });
  }

  /** Changes the trial that a record is about, unless that is over. */
  private update(record: JournalRecord, change: (trials: TrialTable, row: number) => void): void {
    this.places.at(record.integer('trial_id'), (trials, row) => {
      if (!trials.isIn(row, 'COMPLETE', 'PRUNED', 'FAIL')) change(trials, row);
    });
  }
}

/** A trial as it is made: running, or as a template says. */
function readTrial(record: JournalRecord) {
  const value = record.number('value');
  return {
    state: record.has('state') ? record.state('state') : 'RUNNING',
    start: record.textOrNull('datetime_start'),
    complete: record.textOrNull('datetime_complete'),
    values: record.numbers('values') ?? (value === null ? [] : [value]),
    params: record
      .numberEntries('params')
      .map(
        ([name, internal]) =>
          [name, internal ?? NaN, record.distribution('distributions', name)] as const,
      ),
    userAttrs: record.entries('user_attrs'),
    systemAttrs: record.entries('system_attrs'),
    intermediateValues: record
      .numberEntries('intermediate_values')
      .map(([step, reported]) => [stepOf(step), reported] as const),
  };
}

function stepOf(text: string): number {
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  throw new SyntaxError(`the step "${text.slice(0, 40)}" should be a whole number`);
}
