import { parsePythonJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import type { SqlReader, SqlValue } from '../sqlReader';
import type { OptunaSchema } from './schema';

/** One of the two attribute tables of studies: study's id → key → value. */
export function readStudyAttributes(
  database: SqlReader,
  schema: OptunaSchema,
  table: string,
): Map<number, Map<string, PythonJson>> {
  const attributes = new Map<number, Map<string, PythonJson>>();
  if (!schema.has(table)) return attributes;
  for (const [id, key, json] of database.rows(`SELECT study_id, key, value_json FROM ${table}`)) {
    const known = attributes.get(Number(id)) ?? new Map<string, PythonJson>();
    attributes.set(Number(id), known.set(String(key), attributeValue(json)));
  }
  return attributes;
}

/** The value of an attribute; a text that is no JSON stays a text. */
export function attributeValue(json: SqlValue | undefined): PythonJson {
  const text = String(json);
  try {
    return parsePythonJson(text);
  } catch {
    // A note somebody wrote by hand must not keep the study from being read; its text is kept.
    return text;
  }
}
