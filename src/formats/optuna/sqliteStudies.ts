import type { Direction } from '../../core/variables';
import type { SqlReader, SqlValue } from '../sqlReader';
import type { OptunaSchema } from './schema';
import { readStudyAttributes } from './sqliteAttributes';
import { readTrials } from './sqliteTrials';
import type { OptunaStudy } from './study';
import { TrialTable } from './trialTable';

/** All studies of an Optuna database of any schema version, in the order of their making. */
export function readStudies(database: SqlReader, schema: OptunaSchema): readonly OptunaStudy[] {
  const directionsOf = readDirections(database, schema);
  const userAttrsOf = readStudyAttributes(database, schema, 'study_user_attributes');
  const systemAttrsOf = readStudyAttributes(database, schema, 'study_system_attributes');
  const studies = new Map<number, OptunaStudy>();
  for (const [key, name] of database.rows(
    'SELECT study_id, study_name FROM studies ORDER BY study_id',
  )) {
    const id = Number(key);
    const directions = directionsOf.get(id) ?? ['not-set'];
    studies.set(id, {
      name: String(name),
      directions,
      userAttrs: userAttrsOf.get(id) ?? new Map(),
      systemAttrs: systemAttrsOf.get(id) ?? new Map(),
      trials: new TrialTable(directions.length),
    });
  }
  readTrials(database, schema, new Map([...studies].map(([id, { trials }]) => [id, trials])));
  return [...studies.values()];
}

function readDirections(database: SqlReader, schema: OptunaSchema) {
  const sql = schema.has('study_directions')
    ? 'SELECT study_id, direction FROM study_directions ORDER BY study_id, objective'
    : 'SELECT study_id, direction FROM studies';
  const directions = new Map<number, (Direction | 'not-set')[]>();
  for (const [id, text] of database.rows(sql)) {
    const known = directions.get(Number(id)) ?? [];
    known.push(direction(text));
    directions.set(Number(id), known);
  }
  return directions;
}

function direction(text: SqlValue | undefined): Direction | 'not-set' {
  if (text === 'MINIMIZE') return 'minimize';
  return text === 'MAXIMIZE' ? 'maximize' : 'not-set';
}
