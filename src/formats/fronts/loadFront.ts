import type { Column } from '../../core/column';
import type { SourceFile, Unread } from '../format';
import { FormatError } from '../formatError';
import { frontName } from './frontName';
import type { FrontName, FrontPart } from './frontName';
import { matrixColumns, partOrder } from './matrixColumns';
import type { FoundMatrix } from './matrixColumns';
import { readMatrix } from './readMatrix';
import type { NumberMatrix } from './readMatrix';

/** A matrix of numbers with what lies beside it. */
export interface LoadedFront {
  /** What the name says; `undefined` when nothing. */
  readonly name: FrontName | undefined;
  readonly columns: readonly Column[];
  /** Base names of the other files that were read. */
  readonly companions: readonly string[];
  /** Numbers that rate the points, by name of the indicator. */
  readonly indicators: Readonly<Record<string, number>>;
  readonly notes: readonly string[];
  readonly unread: readonly Unread[];
}

/** @throws {FormatError} when the file itself is no matrix of numbers; companions that are not are left out. */
export async function loadFront(file: SourceFile): Promise<LoadedFront> {
  const name = frontName(file.name, file.folder.name);
  const part = name?.part;
  const matrix = await readMatrix(file, { mayHoldText: part === 'variables' });
  const { found, unread } = await readCompanions(file, name, matrix.rowCount);
  const all = [{ file, matrix, part }, ...found].sort((a, b) => rank(a.part) - rank(b.part));
  const leftOut = [...new Set(all.flatMap(({ matrix }) => matrix.leftOut))].sort((a, b) => a - b);
  const columns: Column[] = [];
  for (const each of all) columns.push(...(await matrixColumns(each, leftOut)));
  if (matrix.setStarts.length > 0) columns.push(setColumn(matrix, leftOut));
  return {
    name,
    columns,
    companions: found.map(companion => companion.file.name),
    indicators: await readIndicators(file, name),
    notes: [
      ...all.flatMap(({ matrix }) => matrix.notes),
      ...(matrix.setStarts.length > 0
        ? [
            `Blank lines part ${matrix.setStarts.length} sets of points: the column "set" numbers them.`,
          ]
        : []),
    ],
    unread: [...all.flatMap(({ matrix }) => matrix.unread), ...unread],
  };
}

function rank(part: FrontPart | undefined): number {
  return part === undefined ? 0 : partOrder.indexOf(part);
}

async function readCompanions(
  file: SourceFile,
  name: FrontName | undefined,
  rowCount: number,
): Promise<{ readonly found: readonly FoundMatrix[]; readonly unread: readonly Unread[] }> {
  const found: FoundMatrix[] = [];
  const unread: Unread[] = [];
  for (const [path, part] of name?.companions ?? []) {
    const companion = await file.folder.file(path);
    if (companion === undefined || found.some(other => other.part === part)) continue;
    try {
      const matrix = await readMatrix(companion, { mayHoldText: part === 'variables' });
      if (matrix.rowCount === rowCount) found.push({ file: companion, matrix, part });
      else {
        const rows = `${matrix.rowCount} rows instead of ${rowCount}`;
        unread.push({ reason: `"${path}" has ${rows}, so it is left out.` });
      }
    } catch (error) {
      // The points are worth having without what belongs to them.
      if (!(error instanceof FormatError)) throw error;
      unread.push({ reason: error.message });
    }
  }
  return { found, unread };
}

/** A file that rates the points holds nothing but one number; others of the same name are something else. */
async function readIndicators(
  file: SourceFile,
  name: FrontName | undefined,
): Promise<Readonly<Record<string, number>>> {
  const indicators: [string, number][] = [];
  for (const [path, indicator] of name?.indicators ?? []) {
    const text = new TextDecoder().decode((await file.folder.file(path))?.head).trim();
    if (text !== '' && Number.isFinite(Number(text))) indicators.push([indicator, Number(text)]);
  }
  return Object.fromEntries(indicators);
}

function setColumn({ setStarts, rowCount }: NumberMatrix, leftOut: readonly number[]): Column {
  const left = new Set(leftOut);
  const sets: bigint[] = [];
  let set = 0;
  for (let row = 0; row < rowCount; row++) {
    if (row === setStarts[set]) set++;
    if (!left.has(row)) sets.push(BigInt(set));
  }
  const variable = {
    name: 'set',
    role: 'observable',
    description: 'Number of the set of points',
  } as const;
  return { variable, type: 'int64', values: BigInt64Array.from(sets) };
}
