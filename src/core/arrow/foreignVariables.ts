import { ResultError } from '../errors';
import { isPlainObject } from '../json';
import { readVariable } from '../metadataJson';
import type { VariableMetadata } from '../variables';
import type { ArrowField } from './arrowSchema';
import { unsupported } from './faults';
import { ourKey } from './selfHash';

/**
 * Describes the columns of a file of another program. They are observables until the user gives them roles, unless
 * the program described them as our own files do, in the metadata of the field. Names are made unique; the index of a
 * pandas frame, which has no name, becomes `index`.
 * @throws {ResultError} `unsupported` when a field's description breaks the rules.
 */
export function foreignVariables(fields: readonly ArrowField[]): readonly VariableMetadata[] {
  const names = foreignNames(fields.map(({ name }) => name));
  return fields.map((field, index) => {
    const name = names[index] as string;
    const text = field.metadata.get(ourKey)?.text;
    if (text === undefined) return Object.freeze({ name, role: 'observable' });
    try {
      const json: unknown = JSON.parse(text);
      return readVariable(isPlainObject(json) ? { ...json, name } : json, ['variables', index]);
    } catch (error) {
      if (!(error instanceof ResultError) && !(error instanceof SyntaxError)) throw error;
      throw unsupported(
        `The description of the column ${JSON.stringify(name)} cannot be used: ${error.message.replace(/\.$/, '')}`,
        `Correct or remove the metadata "${ourKey}" of that field.`,
      );
    }
  });
}

/** Names for the columns of a data frame, each once; the index of a pandas frame, which has no name, becomes `index`. */
export function foreignNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map(name => {
    const unique = uniqueName(displayName(name), taken);
    taken.add(unique);
    return unique;
  });
}

function displayName(name: string): string {
  const level = /^__index_level_(\d+)__$/.exec(name)?.[1];
  if (level !== undefined) return level === '0' ? 'index' : `index ${level}`;
  return name === '' ? 'unnamed' : name;
}

function uniqueName(name: string, taken: ReadonlySet<string>): string {
  let unique = name;
  for (let count = 2; taken.has(unique); count++) unique = `${name} (${count})`;
  return unique;
}
