import type { Column } from '../../core/column';
import type { JsonObject } from '../../core/json';
import type { VariableMetadata } from '../../core/variables';
import type { ProposedColumn, RoleChoice, Roles } from '../format';
import { FormatError } from '../formatError';
import { isNumeric, proposeRoles } from './proposeRoles';
import type { GuessRole } from './proposeRoles';

/**
 * Columns with their roles, and what the file did not say of them: column → `{ role, direction, by }`, `by` being `name`
 * for what was guessed from the column's name and `user` for what somebody chose.
 */
export interface AssignedRoles {
  readonly columns: readonly Column[];
  readonly assumed: JsonObject;
}

/**
 * Gives each column the role chosen for it, else the proposed one.
 * @param file base name, for messages.
 * @param guess what a tool's own names say; default: the names of all tools.
 * @throws {FormatError} when `roles` names a column that is not there, or text as objective or constraint.
 */
export function applyRoles(
  file: string,
  columns: readonly Column[],
  roles: Roles = {},
  guess?: GuessRole,
): AssignedRoles {
  const names = columns.map(({ variable }) => variable.name);
  for (const name of Object.keys(roles)) {
    if (names.includes(name)) continue;
    const found = names.slice(0, 12).map(found => `"${found}"`);
    throw new FormatError(
      file,
      `has no column "${name}", for which a role was given. Its columns: ${found.join(', ')}.`,
      { column: name },
    );
  }
  const proposal = proposeRoles(columns, guess);
  const isChosen = (name: string): boolean => Object.hasOwn(roles, name);
  return {
    columns: columns.map((column, index) => {
      const { name } = column.variable;
      const choice = isChosen(name) ? roles[name] : proposal.columns[index];
      return withRole(file, column, choice as RoleChoice);
    }),
    assumed: Object.fromEntries(
      proposal.columns.flatMap(proposed => {
        const { name } = proposed;
        const assumption = assumptionOf(proposed, isChosen(name) ? roles[name] : undefined);
        return assumption === undefined ? [] : [[name, assumption]];
      }),
    ),
  };
}

function assumptionOf(
  proposed: ProposedColumn,
  chosen: RoleChoice | undefined,
): JsonObject | undefined {
  const { role, direction = role === 'objective' ? 'minimize' : undefined } = chosen ?? proposed;
  const isSaid = !proposed.assumed && role === proposed.role && direction === proposed.direction;
  if (isSaid) return undefined;
  return { role, ...(direction && { direction }), by: chosen === undefined ? 'name' : 'user' };
}

function withRole(file: string, column: Column, { role, direction }: RoleChoice): Column {
  const { name } = column.variable;
  if (role !== 'design' && role !== 'observable' && !isNumeric(column)) {
    throw new FormatError(
      file,
      `holds ${column.type} values in column "${name}": the role ${role} needs numbers.`,
      { column: name },
    );
  }
  const variable: VariableMetadata = {
    ...(role === column.variable.role ? column.variable : withoutRole(column.variable)),
    role,
    ...(role === 'objective' && { direction: direction ?? 'minimize' }),
  };
  return { ...column, variable };
}

/** What holds for a variable whatever it is for. */
function withoutRole(variable: VariableMetadata): Omit<VariableMetadata, 'role'> {
  const { role, direction, ideal, nadir, sense, limit, ...rest } = variable;
  return rest;
}
