import type { Cell } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import type { ColumnDraft } from '../draftColumns';
import type { DatabaseEntry, OutputValues } from './readDatabase';
import type { DesignVariable, Problem } from './readProblem';

/** What an output is for. */
interface OutputRole {
  readonly kind: string;
  readonly variable: Pick<VariableMetadata, 'role' | 'direction'>;
  readonly isAsked?: true;
}

/** The evaluations as columns: elements of arrays are called `name[0]`, `name[1]`, … */
export function databaseDrafts(
  entries: readonly DatabaseEntry[],
  problem: Problem,
): readonly ColumnDraft[] {
  const names = new Set(entries.flatMap(({ outputs }) => [...outputs.keys()]));
  return [
    {
      name: 'index',
      kind: 'entry',
      variable: { role: 'observable' },
      cells: entries.map(({ index }) => index),
    },
    ...designDrafts(entries, problem.variables),
    ...[...names].flatMap(name => outputDrafts(entries, name, problem)),
  ];
}

/** How a maximised objective is called, and whether its values must be negated to be its own. */
export function naturalObjective(problem: Problem): string | undefined {
  const { objective, isMaximised } = problem;
  return isMaximised && objective?.startsWith('-') ? objective.slice(1) : undefined;
}

function designDrafts(
  entries: readonly DatabaseEntry[],
  variables: readonly DesignVariable[],
): readonly ColumnDraft[] {
  const width = entries.reduce((most, { design }) => Math.max(most, design.length), 0);
  const elements = variables.flatMap(variable =>
    Array.from({ length: Math.min(variable.size, width + 1) }, (_, index) => ({ variable, index })),
  );
  const isSaid = elements.length === width;
  return Array.from({ length: width }, (_, place) => {
    const element = isSaid ? elements[place] : undefined;
    const cells = entries.map(({ design }) => design[place]);
    if (element === undefined) {
      return {
        name: `x[${place}]`,
        kind: 'design',
        variable: { role: 'design' },
        cells,
        type: 'float64',
      };
    }
    const { variable, index } = element;
    return {
      name: variable.size === 1 ? variable.name : `${variable.name}[${index}]`,
      kind: 'design',
      variable: {
        role: 'design',
        ...bound('lower', variable.lower[index]),
        ...bound('upper', variable.upper[index]),
        ...(variable.choices.length > 0 && { choices: variable.choices }),
      },
      cells,
      type: variable.type.startsWith('int') ? 'int64' : 'float64',
    };
  });
}

function bound(side: 'lower' | 'upper', value: number | undefined) {
  return value !== undefined && Number.isFinite(value) ? { [side]: value } : {};
}

function outputDrafts(
  entries: readonly DatabaseEntry[],
  name: string,
  problem: Problem,
): readonly ColumnDraft[] {
  const role = roleOf(name, problem);
  const natural = name === problem.objective ? naturalObjective(problem) : undefined;
  const rows = entries.map(({ outputs }) => outputs.get(name) ?? []);
  const width = rows.reduce((most, values) => Math.max(most, values.length), 1);
  return Array.from({ length: width }, (_, place) => {
    const cells = rows.map(values => cellAt(values, place, natural !== undefined));
    const isNumeric = cells.every(cell => typeof cell !== 'string');
    const { isAsked, ...said } = isNumeric ? role : { ...role, variable: observable };
    return {
      name: width === 1 ? (natural ?? name) : `${natural ?? name}[${place}]`,
      ...said,
      cells,
      ...(isNumeric && { type: 'float64' }),
      ...(isAsked && { isAsked }),
    };
  });
}

const observable = { role: 'observable' } as const;

function roleOf(name: string, problem: Problem): OutputRole {
  if (!problem.saysRoles) return { kind: 'output', variable: observable, isAsked: true };
  if (name === problem.objective) {
    const isNatural = naturalObjective(problem) !== undefined;
    const direction = isNatural ? 'maximize' : 'minimize';
    return { kind: 'objective', variable: { role: 'objective', direction } };
  }
  const type = problem.constraints.get(name);
  if (type === 'ineq') return { kind: 'constraint', variable: { role: 'inequality' } };
  if (type === 'eq') return { kind: 'constraint', variable: { role: 'equality' } };
  return { kind: 'output', variable: observable };
}

function cellAt(values: OutputValues, place: number, isNegated: boolean): Cell | undefined {
  const value = values[place];
  return isNegated && typeof value === 'number' ? -value : value;
}
