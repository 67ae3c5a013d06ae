import { cellAt, isNull } from '../../core/column';
import type { Cell, Column } from '../../core/column';
import { columnFromCells } from '../columnFromCells';
import { trialStates } from './study';
import { isoTime } from './times';

const constraintList = 'system_attrs_constraints';
/** A list as long as this is no list of constraints. */
const maxListed = 1000;
const nanosecondsPerSecond = 1e9;

/** Columns of an export with their cells as what they mean. */
export interface ExportColumns {
  readonly columns: readonly Column[];
  /** What was changed, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Times become ISO 8601 without a zone, durations seconds, a list of constraints a column for each of them; states get the
 * order that Optuna has them in. A column with a cell that is not what its name says stays text.
 */
export function exportColumns(table: readonly Column[]): ExportColumns {
  const [first, ...others] = table;
  const isIndex = first !== undefined && others.length > 0 && countsRows(first);
  const kept = isIndex ? others : table;
  return {
    columns: kept.flatMap(column => meaning(column)),
    notes: isIndex ? ['The first column has no name and counts the rows: it is left out.'] : [],
  };
}

/** The index of a data frame. */
function countsRows(column: Column): boolean {
  if (column.variable.name !== 'column_1' || column.type !== 'int64') return false;
  for (let row = 0; row < column.values.length; row++) {
    if (isNull(column, row) || column.values[row] !== BigInt(row)) return false;
  }
  return true;
}

function meaning(column: Column): readonly Column[] {
  const { name } = column.variable;
  if (column.type !== 'string' && column.type !== 'categorical') return [column];
  switch (name) {
    case 'state':
    case 'State':
      return [columnFromCells(column.variable, 'categorical', cellsOf(column), trialStates)];
    case 'datetime_start':
    case 'datetime_complete':
      return [columnFromCells(column.variable, 'string', mapTexts(column, isoTime))];
    case 'duration':
      return durationColumn(column);
    case constraintList:
      return constraintColumns(column);
    default:
      return [column];
  }
}

function durationColumn(column: Column): readonly Column[] {
  const cells = mapTexts(column, secondsOf);
  if (cells.includes(undefined)) return [column];
  return [columnFromCells({ ...column.variable, unit: 's' }, 'float64', cells)];
}

function constraintColumns(column: Column): readonly Column[] {
  const lists = mapTexts(column, listOf);
  const isSound = lists.every(list => list !== undefined);
  const width = lists.reduce((most, list) => Math.max(most, list?.length ?? 0), 0);
  if (!isSound || width > maxListed) return [column];
  return Array.from({ length: width }, (_, index) => {
    const variable = { ...column.variable, name: `${constraintList}[${index}]` };
    const cells = lists.map(list => list?.[index] ?? null);
    return columnFromCells(variable, 'float64', cells);
  });
}

function cellsOf(column: Column): readonly Cell[] {
  return Array.from({ length: column.values.length }, (_, row) => cellAt(column, row));
}

/** Missing cells stay null. */
function mapTexts<T>(column: Column, map: (text: string) => T): readonly (T | null)[] {
  return cellsOf(column).map(cell => (cell === null ? null : map(String(cell))));
}

/** Seconds of `1 days 02:03:04.000005` as pandas writes it, to the nearest double. */
function secondsOf(text: string): number | undefined {
  const parts = /^(-?\d{1,6}) days?(?: \+?(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?)?$/.exec(
    text.trim(),
  );
  if (parts === null) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1, 5)
    .map(part => Number(part ?? 0));
  const nanoseconds = BigInt((parts[5] ?? '').padEnd(9, '0'));
  const whole = BigInt(((days * 24 + hours) * 60 + minutes) * 60 + seconds);
  const total = whole * BigInt(nanosecondsPerSecond) + nanoseconds;
  // A quotient of two exact integers is the nearest double; hundred days of nanoseconds are exact.
  return Number.isSafeInteger(Number(total))
    ? Number(total) / nanosecondsPerSecond
    : Number(whole) + Number(nanoseconds) / nanosecondsPerSecond;
}

/** The numbers of `[1.0, -0.5, nan]`; `undefined` when it is anything else. */
function listOf(text: string): readonly (number | null)[] | undefined {
  const inner = /^\[(.*)\]$/s.exec(text.trim())?.[1]?.trim();
  if (inner === undefined || inner === '') return inner === '' ? [] : undefined;
  const items = inner.split(',').map(item => item.trim());
  const numbers = items.map(item => {
    if (item === 'None') return null;
    if (item === 'nan') return NaN;
    return item === '' ? undefined : Number(item.replace(/^([+-]?)inf$/, '$1Infinity'));
  });
  const isSound = numbers.every(
    (number, index) =>
      number !== undefined && (number === null || !Number.isNaN(number) || items[index] === 'nan'),
  );
  return isSound ? (numbers as readonly (number | null)[]) : undefined;
}
