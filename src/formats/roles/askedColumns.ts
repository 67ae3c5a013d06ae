import type { Column } from '../../core/column';
import { draftColumns } from '../draftColumns';
import type { ColumnDraft } from '../draftColumns';
import type { RoleProposal, Roles } from '../format';
import { applyRoles } from './applyRoles';
import type { AssignedRoles } from './applyRoles';
import { proposeRoles } from './proposeRoles';

/** Columns of a tool that says what some of them are for, but not all. */
export interface AskedColumns {
  readonly columns: readonly Column[];
  /** Names of those that the user is asked for. */
  readonly asked: ReadonlySet<string>;
}

/** The drafts as columns; asked for are those whose drafts say so. */
export function askedColumns(drafts: readonly ColumnDraft[]): AskedColumns {
  const columns = draftColumns(drafts);
  const asked = columns.filter((_, index) => drafts[index]?.isAsked === true);
  return { columns, asked: new Set(asked.map(({ variable }) => variable.name)) };
}

/** What those asked for seem to be; `undefined` when there is nothing to ask. */
export function proposeAsked({ columns, asked }: AskedColumns): RoleProposal | undefined {
  const open = columns.filter(({ variable }) => asked.has(variable.name));
  return open.length === 0 ? undefined : proposeRoles(open);
}

/**
 * All columns, those asked for in the roles that were chosen for them, else as proposed.
 * @throws {FormatError} as {@link applyRoles}.
 */
export function applyAsked(
  file: string,
  { columns, asked }: AskedColumns,
  roles: Roles | undefined,
): AssignedRoles {
  const open = columns.filter(({ variable }) => asked.has(variable.name));
  const applied = applyRoles(file, open, roles);
  const byName = new Map(applied.columns.map(column => [column.variable.name, column]));
  return {
    columns: columns.map(column => byName.get(column.variable.name) ?? column),
    assumed: applied.assumed,
  };
}
