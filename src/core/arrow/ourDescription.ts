import { ResultError } from '../errors';
import { FieldReader } from '../fieldReader';
import type { Stamp } from '../header';
import type { JsonObject } from '../json';
import {
  readIdentity,
  readMetadata,
  readProblem,
  readResultSets,
  readStampTime,
} from '../metadataJson';
import type { ProblemMetadata } from '../result';
import type { ResultSet } from '../resultSet';
import { damaged, unsupported } from './faults';
import { hashPrefix } from './selfHash';

/** What the metadata of our files says of the whole result. */
export interface OurDescription extends Stamp {
  readonly problem: ProblemMetadata;
  readonly metadata: JsonObject;
  readonly resultSets: readonly ResultSet[];
}

const format = 1;

/** The description as JSON, with zeros where the hash of the file will stand. */
export function writeDescription(description: OurDescription): string {
  const { id, revision, createdAt, updatedAt, problem, metadata, resultSets } = description;
  const rest = { format, id, revision, createdAt, updatedAt, problem, metadata, resultSets };
  return `${hashPrefix}${'0'.repeat(64)}",${JSON.stringify(rest).slice(1)}`;
}

/** Where the revision begins in a description. What an id may hold is escaped, so that it cannot look like this. */
export function revisionAt(description: string): number {
  const field = '"revision":"';
  return description.indexOf(field) + field.length;
}

/** @throws {ResultError} `damaged`; `unsupported` when a newer version of the program wrote it. */
export function readDescription(text: string): OurDescription {
  return asDamaged(() => {
    const fields = new FieldReader(JSON.parse(text), []);
    const version = fields.number('format');
    if (version > format) {
      throw unsupported(
        `The file is in version ${version} of the format of OptiScope; versions up to ${format} are known`,
        'Update the OptiScope extension.',
      );
    }
    return {
      id: readIdentity(fields.get('id'), 'id'),
      revision: readIdentity(fields.get('revision'), 'revision'),
      createdAt: readStampTime(fields.get('createdAt'), 'createdAt'),
      updatedAt: readStampTime(fields.get('updatedAt'), 'updatedAt'),
      problem: readProblem(fields.get('problem')),
      metadata: readMetadata(fields.get('metadata')),
      resultSets: readResultSets(fields.get('resultSets')),
    };
  });
}

/** Runs `read`; what breaks the rules of a result in a file was not written so: the file is damaged. */
export function asDamaged<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ResultError && error.code !== 'invalid') throw error;
    if (error instanceof ResultError) throw damaged(error.message.replace(/\.$/, ''), error);
    if (error instanceof SyntaxError) throw damaged('its description is not JSON', error);
    throw error;
  }
}
