import type { Cell, Column, ColumnType } from '../core/column';
import { ResultError } from '../core/errors';
import { toStrictJson } from './pythonJson';
import { readMetadata, readProblem, readResultSets, readVariable } from '../core/metadataJson';
import { OptimizationResult } from '../core/result';
import { columnFromCells } from './columnFromCells';
import type { Format, ImportedResult, SourceFile } from './format';
import { FormatError } from './formatError';
import { fieldOf, itemsOf, numberOf, textOf } from './jsonFields';
import { keyName, nameWithoutExtension } from './keyName';
import { isArray } from './pythonJson';
import type { PythonJson } from './pythonJson';
import { headText } from './text/decodeText';
import { readJson } from './text/readJson';

const version = 1;
const columnTypes: readonly ColumnType[] = ['float64', 'int64', 'boolean', 'string', 'categorical'];

/** What OptiScope exports as JSON: the very result comes back, with its id. */
export const optiscopeJson: Format = {
  id: 'optiscope-json',
  title: 'OptiScope JSON',
  holds: 'one',
  detect: async file => {
    const isOurs = /^\s*\{\s*"format"\s*:\s*"optiscope-json"/.test(headText(file) ?? '');
    return isOurs ? { confidence: 1 } : undefined;
  },
  read,
};

async function read(file: SourceFile): Promise<readonly ImportedResult[]> {
  const json = await readJson(file);
  const written = numberOf(json, 'version') ?? 0;
  if (written > version) {
    throw new FormatError(
      file.name,
      `is in version ${written} of OptiScope's JSON; versions up to ${version} are known. Update the OptiScope extension.`,
    );
  }
  try {
    const result = resultOf(json);
    return [{ name: keyName(nameWithoutExtension(file.name)), result, notes: [], isOwn: true }];
  } catch (error) {
    const isExpected = error instanceof ResultError || error instanceof TypeError;
    if (!isExpected) throw error;
    throw new FormatError(file.name, `is not as OptiScope exports JSON: ${error.message}`, {
      cause: error,
    });
  }
}

function resultOf(json: PythonJson): OptimizationResult {
  const [id, createdAt] = [textOf(json, 'id'), textOf(json, 'createdAt')];
  return new OptimizationResult({
    ...(id !== undefined && { id }),
    ...(createdAt !== undefined && { createdAt }),
    problem: readProblem(strict(json, 'problem')),
    metadata: readMetadata(strict(json, 'metadata') ?? {}),
    resultSets: readResultSets(strict(json, 'resultSets') ?? []),
    columns: itemsOf(json, 'columns').map(columnOf),
  });
}

function strict(json: PythonJson, name: string) {
  const value = fieldOf(json, name);
  return value === undefined ? undefined : toStrictJson(value);
}

/** @throws {TypeError} when a cell is not of the column's type. */
function columnOf(json: PythonJson, index: number): Column {
  const variable = readVariable(strict(json, 'variable'), ['columns', index, 'variable']);
  const type = columnTypes.find(known => known === textOf(json, 'type'));
  if (type === undefined) throw new TypeError(`"${variable.name}" has no known type.`);
  const cells = itemsOf(json, 'values').map(value => cellOf(value, type));
  const wrong = cells.findIndex(cell => cell !== null && !fits(cell, type));
  if (wrong >= 0) {
    throw new TypeError(`"${variable.name}" holds something else than ${type} in row ${wrong}.`);
  }
  return columnFromCells(variable, type, cells, itemsOf(json, 'categories').map(String));
}

/** What JSON numbers cannot say is text in columns of numbers. */
function cellOf(value: PythonJson, type: ColumnType): Cell {
  if (value !== null && typeof value === 'object') return isArray(value) ? '[…]' : '{…}';
  if (type === 'float64' && typeof value === 'string') return namedNumber(value);
  if (type === 'float64' && typeof value === 'bigint') return Number(value);
  if (type !== 'int64') return value;
  if (typeof value === 'string') return /^-?\d{1,19}$/.test(value) ? BigInt(value) : value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
}

function namedNumber(text: string): Cell {
  return /^(?:NaN|-?Infinity)$/.test(text) ? Number(text) : text;
}

function fits(cell: Cell, type: ColumnType): boolean {
  switch (type) {
    case 'float64':
      return typeof cell === 'number';
    case 'int64':
      return typeof cell === 'bigint' && cell === BigInt.asIntN(64, cell);
    case 'boolean':
      return typeof cell === 'boolean';
    default:
      return typeof cell === 'string';
  }
}
