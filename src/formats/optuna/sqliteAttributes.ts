import { parsePythonJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import type { SqlReader } from '../sqlReader';
import type { OptunaSchema } from './schema';

type Row = ReturnType<SqlReader['all']>[number];

/** One of the four attribute tables: owner's id → key → value. */
export function readAttributes(
  database: SqlReader,
  schema: OptunaSchema,
  table: string,
  owner: 'study_id' | 'trial_id',
): Map<number, Map<string, PythonJson>> {
  const attributes = new Map<number, Map<string, PythonJson>>();
  if (!schema.has(table)) return attributes;
  for (const row of database.all(`SELECT ${owner} AS owner, key, value_json FROM ${table}`)) {
    entry(attributes, Number(row['owner']), () => new Map()).set(
      String(row['key']),
      attributeValue(row['value_json']),
    );
  }
  return attributes;
}

/** The value under `key`, made when it is not there yet. */
export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

function attributeValue(json: Row[string] | undefined): PythonJson {
  const text = String(json);
  try {
    return parsePythonJson(text);
  } catch {
    // A note somebody wrote by hand must not keep the study from being read; its text is kept.
    return text;
  }
}
