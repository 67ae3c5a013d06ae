import type { Int64Column } from './column';
import { isPlainObject } from './json';
import type { JsonObject } from './json';
import type { OptimizationResult } from './result';

/** The order of rows by what somebody wants, as it becomes part of a result. */
export interface Ranking {
  /** Of the column. */
  readonly name: string;
  /** How it came about, in words. */
  readonly description: string;
  /** One per row: 1 for the best, 0 for rows that have no rank. */
  readonly ranks: Uint32Array;
  /** How it came about, for programs: kept in the metadata, at `rankings`, under the name of the column. */
  readonly record: JsonObject;
}

/** Names of the columns that are rankings, as the metadata of their result tell. */
export function rankingNames({ rankings }: JsonObject): ReadonlySet<string> {
  return new Set(isPlainObject(rankings) ? Object.keys(rankings) : []);
}

/**
 * The result with a ranking as a column: in the place of the ranking of that name, or as the last one.
 * @throws {ResultError} `invalid` when the name is that of another column, or there are not as many ranks as rows.
 */
export function withRanking(result: OptimizationResult, ranking: Ranking): OptimizationResult {
  const { columns, metadata } = result;
  const { name, record } = ranking;
  const isReplaced = rankingNames(metadata).has(name);
  const at = isReplaced ? columns.findIndex(({ variable }) => variable.name === name) : -1;
  const column = columnOf(ranking);
  return result.with({
    columns:
      at < 0 ? [...columns, column] : columns.map((each, place) => (place === at ? column : each)),
    metadata: { ...metadata, rankings: { ...rankingsIn(metadata), [name]: record } },
  });
}

function rankingsIn({ rankings }: JsonObject): JsonObject {
  return isPlainObject(rankings) ? rankings : {};
}

function columnOf({ name, description, ranks }: Ranking): Int64Column {
  const valid = Uint8Array.from(ranks, rank => (rank === 0 ? 0 : 1));
  return {
    variable: { name, role: 'observable', description },
    type: 'int64',
    values: BigInt64Array.from(ranks, BigInt),
    ...(valid.includes(0) && { valid }),
  };
}
