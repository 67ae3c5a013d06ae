import type { Column } from '../core/column';
import { cellAt } from '../core/column';
import { ResultError } from '../core/errors';
import type { JsonObject } from '../core/json';
import { OptimizationResult } from '../core/result';
import type { ProblemMetadata } from '../core/result';
import type { ResultSet } from '../core/resultSet';
import type { ImportedResult, Unread } from './format';
import { FormatError } from './formatError';
import { keyName } from './keyName';

/** What a reader found, before it is brought into the form that all importers share. */
export interface FoundResult {
  /** The study's or file's name. */
  readonly name: string;
  /** Where it came from: the tool, its version where the file says it, the file, and what else tells versions apart. */
  readonly source: JsonObject & {
    readonly tool: string;
    readonly version?: string;
    readonly file: string;
  };
  /** Default: the name alone. */
  readonly problem?: Partial<ProblemMetadata>;
  readonly columns: readonly Column[];
  readonly resultSets?: readonly ResultSet[];
  /** What the file says beyond columns. */
  readonly metadata?: JsonObject;
  readonly notes?: readonly string[];
  readonly unread?: readonly Unread[];
  /** Column → what was taken for granted of it, as {@link applyRoles} says. */
  readonly assumed?: JsonObject;
  /** Name of the column that says how each trial or evaluation ended: its values are counted. */
  readonly stateColumn?: string;
}

/** Most of what could not be read that is listed one by one. */
const listed = 100;

/**
 * Metadata of every import: `source`, what the tool says, `states`, `assumed`, `notes`, `unread`.
 * @throws {FormatError} when a result cannot hold what was found, e.g. a column without a name.
 */
export function importedResult(found: FoundResult): ImportedResult {
  try {
    return assemble(found);
  } catch (cause) {
    if (!(cause instanceof ResultError)) throw cause;
    throw new FormatError(found.source.file, `holds what no result can: ${cause.message}`, {
      cause,
    });
  }
}

function assemble(found: FoundResult): ImportedResult {
  const { name, source, problem, columns, resultSets, notes = [], unread = [] } = found;
  const states = countStates(columns, found.stateColumn);
  const result = new OptimizationResult({
    problem: { name, ...problem },
    columns,
    metadata: {
      source,
      ...found.metadata,
      ...nonEmpty('states', states),
      ...nonEmpty('assumed', found.assumed ?? {}),
      notes,
      ...(unread.length > 0 && { unread: unreadJson(unread) }),
    },
    ...(resultSets && { resultSets }),
  });
  return { name: keyName(name), result, notes, unread };
}

function nonEmpty(name: string, value: JsonObject): JsonObject {
  return Object.keys(value).length > 0 ? { [name]: value } : {};
}

function countStates(columns: readonly Column[], name: string | undefined): JsonObject {
  const column = columns.find(({ variable }) => variable.name === name);
  const counts = new Map<string, number>();
  for (let row = 0; row < (column?.values.length ?? 0); row++) {
    const state = String(column && cellAt(column, row));
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

function unreadJson(unread: readonly Unread[]): JsonObject {
  return {
    count: unread.length,
    first: unread
      .slice(0, listed)
      .map(({ row, reason }) => ({ ...(row !== undefined && { row }), reason })),
  };
}
