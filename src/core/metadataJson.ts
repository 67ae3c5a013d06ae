import { FieldReader } from './fieldReader';
import { invalidPart } from './invalidPart';
import type { Path } from './invalidPart';
import { readJson, readJsonObject } from './json';
import type { JsonObject } from './json';
import type { ResultSet } from './resultSet';
import type { ProblemMetadata } from './result';
import { isDate, isInstant, isStampTime } from './times';
import type { VariableMetadata } from './variables';

/**
 * The rules for everything in a result that is not a column's values, in one place: the constructor of a result, the
 * decoder of artifacts and the editor of metadata documents all read through these functions. Each returns a frozen copy.
 */

const variableFields: readonly (keyof VariableMetadata)[] = [
  'name',
  'role',
  'unit',
  'description',
  'lower',
  'upper',
  'choices',
  'log',
  'direction',
  'ideal',
  'nadir',
  'sense',
  'limit',
];
const resultSetFields: readonly (keyof ResultSet)[] = [
  'name',
  'rows',
  'createdBy',
  'createdAt',
  'description',
  'parent',
  'operations',
];

/** @throws {ResultError} `invalid` with the path of the field at fault. */
export function readProblem(json: unknown, path: Path = ['problem']): ProblemMetadata {
  const fields = new FieldReader(json, path);
  const name = fields.name('name');
  for (const key of ['description', 'solver']) if (fields.has(key)) fields.text(key);
  if (fields.has('runDate')) {
    fields.text('runDate', 'a date or time as in "2026-01-31T12:00:00Z" (ISO 8601)', isDate);
  }
  const evaluations = fields.get('nEvaluations');
  if (
    fields.has('nEvaluations') &&
    !(Number.isSafeInteger(evaluations) && Number(evaluations) >= 0)
  ) {
    throw invalidPart({
      path: fields.at('nEvaluations'),
      expected: 'a whole number, 0 or more',
      found: evaluations,
    });
  }
  return Object.freeze({ ...readJsonObject(json, path), name });
}

/** @throws {ResultError} `invalid` with the path of the value that JSON cannot hold. */
export function readMetadata(json: unknown, path: Path = ['metadata']): JsonObject {
  return readJsonObject(json, path);
}

/**
 * An absent bound means unbounded: JSON has no Infinity.
 * @throws {ResultError} `invalid` with the path of the field at fault; also for fields that are unknown or do not fit the role.
 */
export function readVariable(json: unknown, path: Path): VariableMetadata {
  const fields = new FieldReader(json, path);
  fields.allow(variableFields);
  const name = fields.name('name');
  const role = fields.oneOf('role', [
    'design',
    'objective',
    'inequality',
    'equality',
    'observable',
  ]);
  const variable = {
    name,
    role,
    ...(fields.has('unit') && { unit: fields.text('unit') }),
    ...(fields.has('description') && { description: fields.text('description') }),
    ...(fields.has('lower') && { lower: fields.number('lower') }),
    ...(fields.has('upper') && { upper: fields.number('upper') }),
    ...(fields.has('choices') && { choices: fields.list('choices', readChoice) }),
    ...(fields.has('log') && { log: fields.flag('log') }),
    ...(fields.has('direction') && {
      direction: fields.oneOf('direction', ['minimize', 'maximize']),
    }),
    ...(fields.has('ideal') && { ideal: fields.number('ideal') }),
    ...(fields.has('nadir') && { nadir: fields.number('nadir') }),
    ...(fields.has('sense') && { sense: fields.oneOf('sense', ['<=', '>=', '==']) }),
    ...(fields.has('limit') && { limit: fields.number('limit') }),
  } satisfies VariableMetadata;
  checkFieldsFitRole(variable, path);
  return Object.freeze(variable);
}

/**
 * @param rowCount how many rows the result has; without it only the form of the row lists is checked.
 * @throws {ResultError} `invalid` with the path of the field at fault.
 */
export function readResultSets(
  json: unknown,
  path: Path = ['resultSets'],
  rowCount = Number.MAX_SAFE_INTEGER,
): readonly ResultSet[] {
  if (!Array.isArray(json)) throw invalidPart({ path, expected: 'a list', found: json });
  const names = new Set<string>();
  return Object.freeze(
    Array.from(json, (item, index) => {
      const set = readResultSet(item, [...path, index], rowCount);
      if (names.has(set.name)) {
        throw invalidPart({
          path: [...path, index, 'name'],
          expected: 'different from the names of the other result sets',
          found: set.name,
        });
      }
      names.add(set.name);
      return set;
    }),
  );
}

/** @throws {ResultError} `invalid` */
export function readIdentity(json: unknown, key: 'id' | 'revision'): string {
  return new FieldReader({ [key]: json }, []).name(key);
}

/** @throws {ResultError} `invalid` */
export function readStampTime(json: unknown, key: 'createdAt' | 'updatedAt'): string {
  const expected = 'a time in UTC with milliseconds, as in "2026-01-31T12:00:00.000Z"';
  return new FieldReader({ [key]: json }, []).text(key, expected, isStampTime);
}

function readResultSet(json: unknown, path: Path, rowCount: number): ResultSet {
  const fields = new FieldReader(json, path);
  fields.allow(resultSetFields);
  return Object.freeze({
    name: fields.name('name'),
    rows: readRows(fields.get('rows'), fields.at('rows'), rowCount),
    ...(fields.has('createdBy') && { createdBy: fields.text('createdBy') }),
    ...(fields.has('createdAt') && {
      createdAt: fields.text(
        'createdAt',
        'a time in UTC as in "2026-01-31T12:00:00.000Z"',
        isInstant,
      ),
    }),
    ...(fields.has('description') && { description: fields.text('description') }),
    ...(fields.has('parent') && { parent: fields.name('parent') }),
    ...(fields.has('operations') && { operations: fields.list('operations', readOperation) }),
  });
}

function readRows(json: unknown, path: Path, rowCount: number): readonly number[] {
  if (!Array.isArray(json)) throw invalidPart({ path, expected: 'a list', found: json });
  const rows: readonly unknown[] = json;
  let last = -1;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    if (typeof row !== 'number' || !Number.isInteger(row) || row <= last || row >= rowCount) {
      throw invalidPart({
        path: [...path, index],
        expected: `a row number from 0 to ${rowCount - 1}, larger than the one before it`,
        found: row,
      });
    }
    last = row;
  }
  return Object.freeze([...(rows as readonly number[])]);
}

function readOperation(item: unknown, path: Path): string {
  if (typeof item !== 'string') throw invalidPart({ path, expected: 'a text', found: item });
  readJson(item, path);
  return item;
}

function readChoice(item: unknown, path: Path): string | number | boolean | null {
  const choice = readJson(item, path);
  if (choice === null || typeof choice !== 'object') return choice;
  throw invalidPart({ path, expected: 'a text, a number, true, false or null', found: item });
}

function checkFieldsFitRole(variable: VariableMetadata, path: Path): void {
  const { role, lower, upper, sense } = variable;
  const isConstraint = role === 'inequality' || role === 'equality';
  refuseUnless(role === 'objective', ['direction', 'ideal', 'nadir'], 'objectives');
  refuseUnless(isConstraint, ['sense', 'limit'], 'constraints');
  if (lower !== undefined && upper !== undefined && lower > upper) {
    throw invalidPart({
      path: [...path, 'upper'],
      expected: `at least the lower bound ${lower}`,
      found: upper,
    });
  }
  if (isConstraint && sense !== undefined && (sense === '==') !== (role === 'equality')) {
    throw invalidPart({
      path: [...path, 'sense'],
      expected: role === 'equality' ? '"=="' : '"<=" or ">="',
      found: sense,
    });
  }

  function refuseUnless(
    fits: boolean,
    keys: readonly (keyof VariableMetadata)[],
    whose: string,
  ): void {
    const stray = fits ? undefined : keys.find(key => variable[key] !== undefined);
    if (stray === undefined) return;
    throw invalidPart({
      path: [...path, stray],
      expected: `left out, as only ${whose} have it and this is a variable of role "${role}"`,
      found: variable[stray],
    });
  }
}
