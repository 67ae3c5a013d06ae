import type { Column } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import { columnFromCells } from '../columnFromCells';
import type { SourceFile } from '../format';
import { textLines } from '../text/textLines';
import type { FrontPart } from './frontName';
import type { NumberMatrix } from './readMatrix';
import { rowSplitter } from './splitRow';
import type { SplitRow } from './splitRow';

interface PartColumns extends Omit<VariableMetadata, 'name'> {
  readonly prefix: string;
  /** What the column is called when it is the only one. */
  readonly alone?: string;
}

const parts: Readonly<Record<FrontPart, PartColumns>> = {
  variables: { prefix: 'x', role: 'design' },
  objectives: { prefix: 'f', role: 'objective', direction: 'minimize' },
  inequalities: { prefix: 'g', role: 'inequality' },
  equalities: { prefix: 'h', role: 'equality' },
  violation: { prefix: 'cv', alone: 'CV', role: 'observable' },
  'objective gradients': { prefix: 'df', role: 'observable' },
  'constraint gradients': { prefix: 'dg', role: 'observable' },
  kktpm: { prefix: 'kktpm', alone: 'kktpm', role: 'observable' },
};

/** The order of columns in a result. */
export const partOrder = Object.keys(parts) as readonly FrontPart[];

/** A matrix, where it was read from, and what it holds. */
export interface FoundMatrix {
  readonly file: SourceFile;
  readonly matrix: NumberMatrix;
  readonly part: FrontPart | undefined;
}

/** The columns of a matrix without the rows in `leftOut`; columns with other words than numbers are read once more. */
export async function matrixColumns(
  { file, matrix, part }: FoundMatrix,
  leftOut: readonly number[],
): Promise<readonly Column[]> {
  const texts = await readTexts(file, matrix);
  const left = new Set(leftOut);
  return matrix.columns.map((numbers, index) => {
    const variable = variableOf(part, index, matrix.columns.length);
    const words = texts.get(index)?.filter((_, row) => !left.has(row));
    return words === undefined
      ? numbers.finish(variable, leftOut)
      : columnFromCells(variable, 'string', words);
  });
}

function variableOf(part: FrontPart | undefined, index: number, width: number): VariableMetadata {
  if (part === undefined) return { name: `column_${index + 1}`, role: 'observable' };
  const { prefix, alone, ...described } = parts[part];
  const name = alone !== undefined && width === 1 ? alone : `${prefix}${index + 1}`;
  return { name, ...described };
}

async function readTexts(
  file: SourceFile,
  { textColumns, rowCount }: NumberMatrix,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const texts = new Map([...textColumns].map(index => [index, [] as string[]]));
  if (texts.size === 0) return texts;
  let split: SplitRow | undefined;
  let row = 0;
  for await (const { text } of textLines(file)) {
    const trimmed = text.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    if (row++ === rowCount) break;
    split ??= rowSplitter(trimmed);
    const cells = split(trimmed);
    for (const [index, words] of texts) words.push(cells[index] ?? '');
  }
  return texts;
}
