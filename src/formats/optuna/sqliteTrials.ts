import type { PythonJson } from '../pythonJson';
import type { SqlReader } from '../sqlReader';
import { parseDistribution } from './distributions';
import type { Distribution } from './distributions';
import type { OptunaSchema } from './schema';
import { entry, readAttributes } from './sqliteAttributes';
import type { OptunaParam, OptunaTrial } from './study';

type Row = ReturnType<SqlReader['all']>[number];
type Value = Row[string] | undefined;

/** All trials of a database by the id of their study, ordered by number. */
export function readTrials(
  database: SqlReader,
  schema: OptunaSchema,
): ReadonlyMap<number, readonly OptunaTrial[]> {
  const paramsOf = readParams(database);
  const valuesOf = readValues(database, schema);
  const intermediateOf = readIntermediateValues(database, schema);
  const userAttrsOf = readAttributes(database, schema, 'trial_user_attributes', 'trial_id');
  const systemAttrsOf = readAttributes(database, schema, 'trial_system_attributes', 'trial_id');
  const trials = new Map<number, OptunaTrial[]>();
  for (const row of database.all('SELECT * FROM trials ORDER BY trial_id')) {
    const id = Number(row['trial_id']);
    const ofStudy = entry(trials, Number(row['study_id']), () => []);
    const systemAttrs = systemAttrsOf.get(id) ?? new Map<string, PythonJson>();
    // Until 1.2 the number was an attribute.
    const number = row['number'] ?? systemAttrs.get('_number') ?? ofStudy.length;
    systemAttrs.delete('_number');
    ofStudy.push({
      number: Number(number),
      state: String(row['state']),
      values: valuesOf.get(id) ?? [],
      start: textOrNull(row['datetime_start']),
      complete: textOrNull(row['datetime_complete']),
      params: paramsOf.get(id) ?? new Map(),
      userAttrs: userAttrsOf.get(id) ?? new Map(),
      systemAttrs,
      intermediateValues: intermediateOf.get(id) ?? [],
    });
  }
  for (const ofStudy of trials.values()) ofStudy.sort((a, b) => a.number - b.number);
  return trials;
}

function readParams(database: SqlReader) {
  const params = new Map<number, Map<string, OptunaParam>>();
  const parsed = new Map<string, Distribution>();
  const sql =
    'SELECT trial_id, param_name, param_value, distribution_json FROM trial_params ORDER BY param_id';
  for (const row of database.all(sql)) {
    const json = String(row['distribution_json']);
    const distribution = entry(parsed, json, () => parseDistribution(json));
    // SQLite has no NaN: it keeps NULL for it.
    const internal = Number(row['param_value'] ?? NaN);
    const ofTrial = entry(params, Number(row['trial_id']), () => new Map<string, OptunaParam>());
    ofTrial.set(String(row['param_name']), { internal, distribution });
  }
  return params;
}

function readValues(database: SqlReader, schema: OptunaSchema) {
  const values = new Map<number, (number | null)[]>();
  if (schema.isSingleObjective) {
    for (const row of database.all('SELECT trial_id, value FROM trials WHERE value IS NOT NULL')) {
      values.set(Number(row['trial_id']), [numberOf(row['value'], undefined)]);
    }
    return values;
  }
  for (const row of database.all('SELECT * FROM trial_values')) {
    const ofTrial = entry(values, Number(row['trial_id']), () => []);
    ofTrial[Number(row['objective'])] = numberOf(row['value'], row['value_type']);
  }
  return values;
}

function readIntermediateValues(database: SqlReader, schema: OptunaSchema) {
  const intermediate = new Map<number, (readonly [number, number | null])[]>();
  const isOld = schema.isSingleObjective;
  if (!isOld && !schema.has('trial_intermediate_values')) return intermediate;
  const table = isOld ? 'trial_values' : 'trial_intermediate_values';
  for (const row of database.all(`SELECT * FROM ${table} ORDER BY trial_id, step`)) {
    const value = isOld
      ? numberOf(row['value'], undefined)
      : numberOf(row['intermediate_value'], row['intermediate_value_type']);
    entry(intermediate, Number(row['trial_id']), () => []).push([Number(row['step']), value]);
  }
  return intermediate;
}

/** Since 3.0 what a column of SQLite or MySQL cannot hold is said by a type beside the value. */
function numberOf(value: Value, type: Value): number | null {
  if (type === 'INF_POS') return Infinity;
  if (type === 'INF_NEG') return -Infinity;
  if (type === 'NAN') return NaN;
  return value === null || value === undefined ? null : Number(value);
}

function textOrNull(value: Value): string | null {
  return value === null || value === undefined ? null : String(value);
}
