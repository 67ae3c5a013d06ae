import * as vscode from 'vscode';
import type { ProposedColumn, RoleChoice, RoleProposal, Roles } from '../../formats/format';
import type { Role } from '../../core/variables';

interface ColumnPick extends vscode.QuickPickItem {
  readonly column: ProposedColumn;
}

/** What is asked for, in this order. A column picked in one step is not offered in the next. */
const steps: readonly { readonly role: Role; readonly title: string }[] = [
  { role: 'objective', title: 'Which columns are objectives?' },
  { role: 'design', title: 'Which columns are design variables?' },
  { role: 'inequality', title: 'Which columns are constraints (feasible when not above 0)?' },
];

/**
 * Asks what the columns of a file are for, with the proposal picked already: Enter three or four times accepts it.
 * @throws {vscode.CancellationError}
 */
export async function askRoles(file: string, { columns }: RoleProposal): Promise<Roles> {
  const roles = new Map<string, RoleChoice>();
  for (const { role, title } of steps) {
    const left = columns.filter(({ name }) => !roles.has(name));
    if (left.length === 0) break;
    const picked = await pickColumns(`${file}: ${title}`, left, column => column.role === role);
    for (const { name } of picked) roles.set(name, { role });
    if (role !== 'objective' || picked.length === 0) continue;
    const up = await pickColumns(
      `${file}: Which objectives are maximised? The others are minimised.`,
      picked,
      column => column.direction === 'maximize',
    );
    for (const { name } of up) roles.set(name, { role, direction: 'maximize' });
    for (const { name } of picked) {
      if (!up.some(column => column.name === name))
        roles.set(name, { role, direction: 'minimize' });
    }
  }
  for (const { name, role } of columns) {
    if (roles.has(name)) continue;
    roles.set(name, { role: role === 'equality' ? 'equality' : 'observable' });
  }
  return Object.fromEntries(roles);
}

/** The proposal, with what was chosen before in the place of what is proposed. */
export function withRoles(proposal: RoleProposal, chosen: Roles): RoleProposal {
  const columns = proposal.columns.map(column =>
    Object.hasOwn(chosen, column.name) ? { ...column, ...chosen[column.name] } : column,
  );
  return { ...proposal, columns };
}

async function pickColumns(
  title: string,
  columns: readonly ProposedColumn[],
  isProposed: (column: ProposedColumn) => boolean,
): Promise<readonly ProposedColumn[]> {
  const items = columns.map((column): ColumnPick => {
    const missing = column.missing > 0 ? `, ${column.missing} missing` : '';
    return {
      label: column.name,
      description: `${column.type}${missing}: ${column.samples.join(', ')}`,
      picked: isProposed(column),
      column,
    };
  });
  // What is proposed stands first: in a file of a hundred columns it would be out of sight.
  items.sort((a, b) => Number(b.picked) - Number(a.picked));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    canPickMany: true,
    ignoreFocusOut: true,
    placeHolder: items.some(({ picked }) => picked)
      ? 'Ticked is what was chosen before or what the names say; Enter goes on'
      : 'Tick columns; Enter goes on, also with none',
  });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.map(({ column }) => column);
}
