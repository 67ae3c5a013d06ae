import type { Direction } from '../../core/variables';
import type { SqlReader } from '../sqlReader';
import type { OptunaSchema } from './schema';
import { entry, readAttributes } from './sqliteAttributes';
import { readTrials } from './sqliteTrials';
import type { OptunaStudy } from './study';

type Row = ReturnType<SqlReader['all']>[number];

/** All studies of an Optuna database of any schema version, in the order of their making. */
export function readStudies(database: SqlReader, schema: OptunaSchema): readonly OptunaStudy[] {
  const trialsOf = readTrials(database, schema);
  const directionsOf = readDirections(database, schema);
  const userAttrsOf = readAttributes(database, schema, 'study_user_attributes', 'study_id');
  const systemAttrsOf = readAttributes(database, schema, 'study_system_attributes', 'study_id');
  return database
    .all('SELECT study_id, study_name FROM studies ORDER BY study_id')
    .map(({ study_id: id, study_name: name }) => ({
      name: String(name),
      directions: directionsOf.get(Number(id)) ?? ['not-set'],
      userAttrs: userAttrsOf.get(Number(id)) ?? new Map(),
      systemAttrs: systemAttrsOf.get(Number(id)) ?? new Map(),
      trials: trialsOf.get(Number(id)) ?? [],
    }));
}

function readDirections(database: SqlReader, schema: OptunaSchema) {
  const sql = schema.has('study_directions')
    ? 'SELECT study_id, direction FROM study_directions ORDER BY study_id, objective'
    : 'SELECT study_id, direction FROM studies';
  const directions = new Map<number, (Direction | 'not-set')[]>();
  for (const row of database.all(sql)) {
    entry(directions, Number(row['study_id']), () => []).push(direction(row));
  }
  return directions;
}

function direction(row: Row): Direction | 'not-set' {
  if (row['direction'] === 'MINIMIZE') return 'minimize';
  return row['direction'] === 'MAXIMIZE' ? 'maximize' : 'not-set';
}
