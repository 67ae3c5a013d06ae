import stringify from 'json-stringify-pretty-compact';
import type { Column } from '../../core/column';
import { columnStatistics } from '../../core/columnStatistics';
import type { Header } from '../../core/header';
import type { Json, JsonObject } from '../../core/json';
import type { OptimizationResult } from '../../core/result';
import type { Address } from '../../storage/address';

/** The parts of the document that are computed or fixed, and so cannot be edited. */
export const fixedParts = { document: 'result', variable: ['type', 'statistics'] } as const;

/**
 * What the document of a result shows, in its order. Nothing in it changes by being saved: VS Code takes the text that
 * it saved for what is stored, and would not read it again.
 */
export function documentJson(
  address: Address,
  header: Header,
  result: OptimizationResult,
): JsonObject {
  return plain({
    result: {
      key: address.key,
      backend: address.backend,
      rows: result.rowCount,
      createdAt: header.createdAt,
      id: header.id,
    },
    problem: result.problem,
    metadata: result.metadata,
    variables: result.columns.map(variableJson),
    resultSets: result.resultSets,
  });
}

/** The document as text: one line for what fits on it, so that a variable can be read at a glance. */
export function documentText(json: JsonObject): string {
  return `${stringify(json, { maxLength: 100 })}\n`;
}

function variableJson(column: Column): object {
  const { nan = 0, min, median, max, ...counts } = columnStatistics(column);
  const extremes = { min: shown(min), median: shown(median), max: shown(max) };
  return {
    ...column.variable,
    type: column.type,
    statistics: { ...counts, ...(nan > 0 && { nan }), ...extremes },
  };
}

/** A statistic as JSON; what JSON has no number for is written as text. */
function shown(value: number | bigint | string | boolean | null | undefined): Json | undefined {
  switch (typeof value) {
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    default:
      return value;
  }
}

/** Drops what is undefined, as JSON does. */
function plain(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
