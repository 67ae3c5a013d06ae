import type { SqlReader, SqlValue } from '../sqlReader';
import { parseDistribution } from './distributions';
import type { Distribution } from './distributions';
import type { OptunaSchema } from './schema';
import { attributeValue } from './sqliteAttributes';
import { TrialPlaces } from './trialPlaces';
import type { TrialTable } from './trialTable';

/** Fills the tables of the studies, by the studies' ids, with all their trials in the order of their numbers. */
export function readTrials(
  database: SqlReader,
  schema: OptunaSchema,
  tables: ReadonlyMap<number, TrialTable>,
): void {
  const places = readPlaces(database, schema, tables);
  readStates(database, places);
  readParams(database, places);
  readValues(database, schema, places);
  readIntermediateValues(database, schema, places);
  readAttributes(database, schema, places);
}

interface NumberedTrial {
  readonly id: number;
  readonly study: number;
  readonly number: number;
}

function readPlaces(
  database: SqlReader,
  schema: OptunaSchema,
  tables: ReadonlyMap<number, TrialTable>,
): TrialPlaces {
  const number = schema.has('trials', 'number') ? 'number' : 'NULL';
  const trials = numberedTrials(
    database.rows(`SELECT trial_id, study_id, ${number} FROM trials ORDER BY 1`),
    numbersInAttributes(database, schema),
  );
  const isSorted = trials.every(
    ({ number }, index) => number >= (trials[index - 1]?.number ?? -Infinity),
  );
  const inOrder = isSorted ? trials : [...trials].sort((a, b) => a.number - b.number);
  const places = new TrialPlaces();
  for (const { id, study, number } of inOrder) {
    const table = tables.get(study);
    if (table !== undefined) places.set(id, table, table.add(id, number));
  }
  return places;
}

/** Trial's id → number, as it was kept until 1.2. */
function numbersInAttributes(database: SqlReader, schema: OptunaSchema): Map<number, number> {
  const table = 'trial_system_attributes';
  if (schema.has('trials', 'number') || !schema.has(table)) return new Map();
  const sql = `SELECT trial_id, value_json FROM ${table} WHERE key = '_number'`;
  return new Map(
    Array.from(database.rows(sql), ([id, json]) => [Number(id), Number(attributeValue(json))]),
  );
}

/** @throws {Error} when a number is no whole number. */
function numberedTrials(
  rows: Iterable<readonly SqlValue[]>,
  numbers: ReadonlyMap<number, number>,
): readonly NumberedTrial[] {
  const counts = new Map<number, number>();
  const trials: NumberedTrial[] = [];
  for (const [id, study, given] of rows) {
    const count = counts.get(Number(study)) ?? 0;
    counts.set(Number(study), count + 1);
    const number = Number(given ?? numbers.get(Number(id)) ?? count);
    if (!Number.isSafeInteger(number)) {
      throw new Error(`trial ${String(id)} has the number ${String(given)}`);
    }
    trials.push({ id: Number(id), study: Number(study), number });
  }
  return trials;
}

function readStates(database: SqlReader, places: TrialPlaces): void {
  const sql = 'SELECT trial_id, state, datetime_start, datetime_complete FROM trials';
  for (const [id, state, start, complete] of database.rows(sql)) {
    places.at(Number(id), (table, row) => {
      table.setState(row, String(state));
      table.starts[row] = textOrNull(start);
      table.completes[row] = textOrNull(complete);
    });
  }
}

function readParams(database: SqlReader, places: TrialPlaces): void {
  const parsed = new Map<string, Distribution>();
  const sql =
    'SELECT trial_id, param_name, param_value, distribution_json FROM trial_params ORDER BY param_id';
  for (const [id, name, value, json] of database.rows(sql)) {
    const text = String(json);
    let distribution = parsed.get(text);
    if (distribution === undefined) parsed.set(text, (distribution = parseDistribution(text)));
    // SQLite has no NaN: it keeps NULL for it.
    const param = { internal: Number(value ?? NaN), distribution };
    places.at(Number(id), (table, row) => table.setParam(row, String(name), param));
  }
}

function readValues(database: SqlReader, schema: OptunaSchema, places: TrialPlaces): void {
  const type = schema.has('trial_values', 'value_type') ? 'value_type' : 'NULL';
  const sql = schema.isSingleObjective
    ? 'SELECT trial_id, 0, value, NULL FROM trials'
    : `SELECT trial_id, objective, value, ${type} FROM trial_values`;
  for (const [id, objective, value, valueType] of database.rows(sql)) {
    places.at(Number(id), (table, row) =>
      table.setValue(row, Number(objective), numberOf(value, valueType)),
    );
  }
}

function readIntermediateValues(
  database: SqlReader,
  schema: OptunaSchema,
  places: TrialPlaces,
): void {
  const table = 'trial_intermediate_values';
  if (!schema.isSingleObjective && !schema.has(table)) return;
  const type = schema.has(table, 'intermediate_value_type') ? 'intermediate_value_type' : 'NULL';
  const sql = schema.isSingleObjective
    ? 'SELECT trial_id, step, value, NULL FROM trial_values ORDER BY 1, 2'
    : `SELECT trial_id, step, intermediate_value, ${type} FROM ${table} ORDER BY 1, 2`;
  for (const [id, step, value, valueType] of database.rows(sql)) {
    places.at(Number(id), (trials, row) =>
      trials.setIntermediateValue(row, Number(step), numberOf(value, valueType)),
    );
  }
}

function readAttributes(database: SqlReader, schema: OptunaSchema, places: TrialPlaces): void {
  for (const kind of ['user', 'system'] as const) {
    const name = `trial_${kind}_attributes`;
    if (!schema.has(name)) continue;
    const sql = `SELECT trial_id, key, value_json FROM ${name}`;
    for (const [id, key, json] of database.rows(sql)) {
      places.at(Number(id), (table, row) => {
        if (kind === 'user') table.userAttrs.set(row, String(key), attributeValue(json));
        else if (key !== '_number') table.setSystemAttr(row, String(key), attributeValue(json));
      });
    }
  }
}

/** Since 3.0 what a column of SQLite or MySQL cannot hold is said by a type beside the value. */
function numberOf(value: SqlValue | undefined, type: SqlValue | undefined): number | null {
  if (type === 'INF_POS') return Infinity;
  if (type === 'INF_NEG') return -Infinity;
  if (type === 'NAN') return NaN;
  return value === null || value === undefined ? null : Number(value);
}

function textOrNull(value: SqlValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value).toWellFormed();
}
