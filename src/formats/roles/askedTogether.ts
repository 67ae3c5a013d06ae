import type { ProposedColumn, RoleProposal, Roles } from '../format';
import type { AssignedRoles } from './applyRoles';
import { applyAsked, proposeAsked } from './askedColumns';
import type { AskedColumns } from './askedColumns';

/** One proposal for all results of a file: columns of the same name in several of them are asked for once. */
export function proposeTogether(results: readonly AskedColumns[]): RoleProposal | undefined {
  const proposals = results.map(proposeAsked).filter(proposal => proposal !== undefined);
  const [first] = proposals;
  if (first === undefined) return undefined;
  const byName = new Map<string, ProposedColumn>();
  for (const column of proposals.flatMap(({ columns }) => columns)) {
    if (!byName.has(column.name)) byName.set(column.name, column);
  }
  return { columns: [...byName.values()], rowCount: first.rowCount };
}

/**
 * The columns of each result in the roles that were chosen for those it has.
 * @throws {FormatError} as {@link applyAsked}, also when none of them has a column for which a role was given.
 */
export function applyTogether(
  file: string,
  results: readonly AskedColumns[],
  roles: Roles = {},
): readonly AssignedRoles[] {
  const known = new Set(results.flatMap(({ asked }) => [...asked]));
  const stray = Object.entries(roles).filter(([name]) => !known.has(name));
  return results.map(result => {
    const own = Object.entries(roles).filter(([name]) => result.asked.has(name));
    return applyAsked(file, result, Object.fromEntries([...own, ...stray]));
  });
}
