import type { NewSet, ResultSet } from '../../core/resultSet';
import { difference, intersection, union } from '../../core/resultSet';
import type { SelectionModel } from './selectionModel';

/** Why a new set cannot be called so; `undefined` when it can. */
export function nameFault(name: string, sets: readonly ResultSet[]): string | undefined {
  const wanted = name.trim();
  if (wanted === '') return 'Give the set a name.';
  if (sets.some(set => set.name === wanted)) {
    return `There is already a set "${wanted}": choose another name.`;
  }
  return undefined;
}

/** The selected rows as a set with its lineage: the set that they began with, and what was done. */
export function setOfSelection(
  selection: SelectionModel,
  name: string,
  sets: readonly ResultSet[],
): ResultSet {
  const { operations, parent } = selection.current;
  const isThere = sets.some(set => set.name === parent);
  return {
    ...made(name),
    rows: [...selection.rows()],
    ...(parent !== undefined && isThere && { parent }),
    operations,
  };
}

/** How two sets can be combined, in words. */
export const combinations = {
  union: { title: 'or', combine: union },
  intersection: { title: 'and', combine: intersection },
  difference: { title: 'without', combine: difference },
} as const;

export type Combination = keyof typeof combinations;

/** A set made from two others. */
export function combined(
  how: Combination,
  [first, second]: readonly [ResultSet, ResultSet],
  name: string,
): ResultSet {
  return combinations[how].combine(first, second, made(name));
}

function made(name: string): NewSet {
  return {
    name: name.trim(),
    createdBy: 'OptiScope',
    createdAt: new Date().toISOString(),
  };
}

/** Where a set comes from, in words; empty when nothing is known. */
export function lineageInWords({
  description,
  createdBy,
  createdAt,
  parent,
  operations = [],
}: ResultSet): string {
  const made = [
    ...(createdBy !== undefined ? [`by ${createdBy}`] : []),
    ...(createdAt !== undefined ? [`on ${createdAt.slice(0, 10)}`] : []),
    ...(parent !== undefined ? [`from "${parent}"`] : []),
  ].join(' ');
  return [description, made, operations.join(' ')]
    .filter(words => words !== undefined && words !== '')
    .join(' · ');
}
