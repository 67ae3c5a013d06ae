import { cellAt } from '../../core/column';
import type { Cell, Column } from '../../core/column';
import type { OptimizationResult } from '../../core/result';
import { allSteps } from '../../core/steps';
import type { Steps } from '../../core/steps';

/**
 * A result as JSON, one line per column:
 * `{ "format": "optiscope-json", "version": 1, "id", "createdAt", "problem", "metadata", "resultSets", "rowCount",
 * "columns": [{ "variable": {…}, "type": "float64", "values": […] }, …] }`.
 *
 * A missing value is `null`. What JSON numbers cannot say is text: `"NaN"`, `"Infinity"`, `"-Infinity"` in float64 columns,
 * the digits of integers beyond ±(2^53 - 1) in int64 columns. Categorical values are their texts, with all `categories` beside.
 */
export function toJson(result: OptimizationResult): Uint8Array {
  return allSteps(jsonSteps(result));
}

/** The same as {@link toJson}, a column a step. */
export function* jsonSteps(result: OptimizationResult): Steps<Uint8Array> {
  const { id, createdAt, problem, metadata, resultSets, rowCount, columns } = result;
  const head = { format: 'optiscope-json', version: 1, id, createdAt, problem, metadata };
  const start = JSON.stringify({ ...head, resultSets, rowCount }).slice(0, -1);
  const lines: string[] = [];
  for (const column of columns) {
    lines.push(columnText(column));
    yield lines.length / columns.length;
  }
  return new TextEncoder().encode(`${start},"columns":[\n${lines.join(',\n')}\n]}\n`);
}

function columnText(column: Column): string {
  const { variable, type, values } = column;
  const categories = column.type === 'categorical' && { categories: column.categories };
  const start = JSON.stringify({ variable, type, ...categories }).slice(0, -1);
  const cells = Array.from({ length: values.length }, (_, row) => cellText(cellAt(column, row)));
  return `${start},"values":[${cells.join(',')}]}`;
}

function cellText(cell: Cell): string {
  if (typeof cell === 'bigint') {
    const isSafe = Number.isSafeInteger(Number(cell));
    return isSafe ? String(cell) : `"${cell}"`;
  }
  // JSON.stringify writes -0 as 0 and NaN as null; Python reads -0 as the integer 0.
  if (Object.is(cell, -0)) return '-0.0';
  if (typeof cell === 'number' && !Number.isFinite(cell)) return `"${cell}"`;
  return JSON.stringify(cell);
}
