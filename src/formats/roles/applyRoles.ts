import type { Column } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import type { RoleChoice, Roles } from '../format';
import { FormatError } from '../formatError';
import { isNumeric, proposeRoles } from './proposeRoles';

/** Columns with their roles, and the names of those whose role nobody confirmed. */
export interface AssignedRoles {
  readonly columns: readonly Column[];
  readonly assumed: readonly string[];
}

/**
 * Gives each column the role chosen for it, else the proposed one.
 * @param file base name, for messages.
 * @throws {FormatError} when `roles` names a column that is not there, or text as objective or constraint.
 */
export function applyRoles(
  file: string,
  columns: readonly Column[],
  roles: Roles = {},
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
  const proposal = proposeRoles(columns);
  const isChosen = (name: string): boolean => Object.hasOwn(roles, name);
  return {
    columns: columns.map((column, index) => {
      const { name } = column.variable;
      const choice = isChosen(name) ? roles[name] : proposal.columns[index];
      return withRole(file, column, choice as RoleChoice);
    }),
    assumed: proposal.columns
      .filter(({ name, assumed }) => assumed && !isChosen(name))
      .map(({ name }) => name),
  };
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
