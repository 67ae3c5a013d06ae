import { draftColumns } from '../draftColumns';
import type { ColumnDraft } from '../draftColumns';
import type { SourceFile } from '../format';
import { FormatError } from '../formatError';
import { fieldOf, isObject } from '../jsonFields';
import type { PythonJson } from '../pythonJson';
import type { GuessRole } from '../roles/proposeRoles';
import { guessRole } from '../roles/roleRules';
import { dataRows } from './dataRows';
import type { DataRows } from './dataRows';
import type { XoptDump } from './readDump';

const groups = { variables: 'design', objectives: 'objective', constraints: 'inequality' } as const;

type GroupRole = (typeof groups)[keyof typeof groups];

/** Version 0 says at most which columns belong together, never directions or limits. */
export function firstDump(file: SourceFile, root: PythonJson): XoptDump {
  const isGrouped = isObject(fieldOf(root, 'variables'));
  const roles = new Map<string, GroupRole>();
  const drafts: ColumnDraft[] = [];
  const add = (rows: DataRows, suffix = ''): void => {
    for (const [name, cells] of rows) {
      drafts.push({
        name: `${name}${suffix}`,
        kind: 'data',
        variable: { role: 'observable' },
        cells,
      });
    }
  };
  for (const [group, role] of isGrouped ? Object.entries(groups) : []) {
    const rows = dataRows(fieldOf(root, group));
    for (const name of rows.keys()) roles.set(name, role);
    add(rows);
  }
  if (isGrouped) {
    add(dataRows(fieldOf(root, 'constraint_status')), '_stat');
    add(dataRows({ feasibility: fieldOf(root, 'feasibility') ?? null }));
  } else add(dataRows(root));
  const [first, ...others] = drafts;
  if (first === undefined || others.some(({ cells }) => cells.length !== first.cells.length)) {
    throw new FormatError(file.name, 'is no Xopt result: expected columns of equal length.');
  }
  return {
    columns: draftColumns(drafts),
    guess: guessIn(roles),
    metadata: {},
    notes: [],
    unread: [],
  };
}

/** Which of the groups a column is in tells its role, though not the direction or the limit. */
function guessIn(roles: ReadonlyMap<string, GroupRole>): GuessRole {
  return (name, allNames) => {
    const role = roles.get(name);
    if (role === 'design') return { role, isCertain: true };
    if (role === 'objective') return { role, direction: 'minimize' };
    if (role !== undefined) return { role };
    if (/_stat$|^feasibility$/.test(name)) return { role: 'observable', isCertain: true };
    return firstNames.find(([pattern]) => pattern.test(name))?.[1] ?? guessRole(name, allNames);
  };
}

/** What Xopt's own test problems call variables, objectives and constraints. */
const firstNames = [
  [/^x\d+$/, { role: 'design' }],
  [/^y\d+$/, { role: 'objective', direction: 'minimize' }],
  [/^c\d+$/, { role: 'inequality' }],
] as const;
