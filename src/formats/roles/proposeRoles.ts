import { cellAt, isNull } from '../../core/column';
import type { Column } from '../../core/column';
import { cellText } from '../columnFromCells';
import type { ProposedColumn, RoleProposal } from '../format';
import { guessRole } from './roleRules';
import type { RoleGuess } from './roleRules';

const sampleCount = 3;

/** Whether a column of this kind can be an objective or a constraint. */
export function isNumeric(column: Column): boolean {
  return column.type === 'float64' || column.type === 'int64';
}

/** What a column's name tells of its role beside the names of all columns. */
export type GuessRole = (name: string, allNames: readonly string[]) => RoleGuess;

/** Proposes a role for each column by its name; a proposal is for a person to correct. */
export function proposeRoles(
  columns: readonly Column[],
  guess: GuessRole = guessRole,
): RoleProposal {
  const names = columns.map(({ variable }) => variable.name);
  return {
    columns: columns.map(column => proposeRole(column, guess(column.variable.name, names))),
    rowCount: columns[0]?.values.length ?? 0,
  };
}

function proposeRole(column: Column, guess: RoleGuess): ProposedColumn {
  const { name } = column.variable;
  const fits = isNumeric(column) || guess.role === 'design' || guess.role === 'observable';
  const { role, direction, isCertain } = fits ? guess : { role: 'observable' as const };
  return {
    name,
    type: column.type,
    role,
    ...(direction && { direction }),
    assumed: isCertain !== true,
    ...samplesOf(column),
  };
}

function samplesOf(column: Column): Pick<ProposedColumn, 'samples' | 'missing'> {
  const samples: string[] = [];
  let missing = 0;
  for (let row = 0; row < column.values.length; row++) {
    if (isNull(column, row)) missing++;
    else if (samples.length < sampleCount) samples.push(cellText(cellAt(column, row)));
  }
  return { samples, missing };
}
