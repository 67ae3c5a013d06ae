import type { Column } from '../../core/column';
import type { Roles } from '../format';

/** Whether somebody said what columns are for: in files of other programs all are observables. */
export function hasRoles(columns: readonly Column[]): boolean {
  return columns.some(({ variable }) => variable.role !== 'observable');
}

/** The roles that the columns have. */
export function rolesOf(columns: readonly Column[]): Roles {
  return Object.fromEntries(columns.map(({ variable }) => [variable.name, variable]));
}
