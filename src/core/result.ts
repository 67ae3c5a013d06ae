import type { Column } from './column';
import { readColumns } from './columnRules';
import type { JsonObject } from './json';
import {
  readIdentity,
  readMetadata,
  readProblem,
  readResultSets,
  readStampTime,
} from './metadataJson';
import type { ResultSet } from './resultSet';
import type { Role } from './variables';

/** What was optimised, by what and when. Any further JSON may stand beside the named fields. */
export interface ProblemMetadata extends JsonObject {
  readonly name: string;
  readonly description?: string;
  readonly solver?: string;
  /** ISO 8601. */
  readonly runDate?: string;
  readonly nEvaluations?: number;
}

/** What a result is made of. */
export interface ResultParts {
  readonly problem: ProblemMetadata;
  /** In the order in which they are shown; all of the same length, at least one. */
  readonly columns: readonly Column[];
  readonly metadata?: JsonObject;
  readonly resultSets?: readonly ResultSet[];
  /** UUID, born once. Default: a new one. */
  readonly id?: string;
  /** ISO 8601 with milliseconds, UTC. Default: now. */
  readonly createdAt?: string;
}

/** The outcome of one optimisation run: columns that share their rows, and what is known about them. Immutable. */
export class OptimizationResult {
  readonly id: string;
  readonly createdAt: string;
  readonly problem: ProblemMetadata;
  readonly metadata: JsonObject;
  readonly columns: readonly Column[];
  readonly resultSets: readonly ResultSet[];
  readonly rowCount: number;

  /** @throws {ResultError} `invalid`, with the path of the part at fault. */
  constructor(parts: ResultParts) {
    this.columns = readColumns(parts.columns);
    this.rowCount = this.columns[0]?.values.length ?? 0;
    this.problem = readProblem(parts.problem);
    this.metadata = readMetadata(parts.metadata ?? {});
    this.resultSets = readResultSets(parts.resultSets ?? [], ['resultSets'], this.rowCount);
    this.id = readIdentity(parts.id ?? crypto.randomUUID(), 'id');
    this.createdAt = readStampTime(parts.createdAt ?? new Date().toISOString(), 'createdAt');
    Object.freeze(this);
  }

  get designVariables(): readonly Column[] {
    return this.ofRole('design');
  }

  get objectives(): readonly Column[] {
    return this.ofRole('objective');
  }

  get inequalityConstraints(): readonly Column[] {
    return this.ofRole('inequality');
  }

  get equalityConstraints(): readonly Column[] {
    return this.ofRole('equality');
  }

  get observables(): readonly Column[] {
    return this.ofRole('observable');
  }

  /** The same result (same id) with some parts replaced. */
  with(changes: Partial<ResultParts>): OptimizationResult {
    return new OptimizationResult({ ...this, ...changes });
  }

  private ofRole(role: Role): readonly Column[] {
    return this.columns.filter(column => column.variable.role === role);
  }
}
