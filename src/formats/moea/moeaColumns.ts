import type { Column } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import { columnFromCells } from '../columnFromCells';
import { NumberColumn } from '../fronts/numberColumn';
import { parseNumber } from '../fronts/parseNumber';
import { uniqueNames } from '../uniqueNames';
import type { Definition } from './definition';
import type { MoeaHeader } from './moeaHeader';
import type { MoeaFile } from './readEntries';
import { rowLayout } from './rowLayout';
import type { RowLayout } from './rowLayout';

type Described = Omit<VariableMetadata, 'name'>;

/** A column before its name is settled. */
interface WantedColumn {
  readonly name: string;
  readonly described: Described;
  /** Where its cells are. */
  readonly index: number;
  readonly definition: Definition | undefined;
}

/** The columns of a result file, and what they cannot say, one sentence each. */
export function moeaColumns(found: MoeaFile): {
  readonly columns: readonly Column[];
  readonly notes: readonly string[];
} {
  const { header } = found;
  const { variables = 0, objectives = 0, constraints = 0 } = header.counts ?? {};
  const layout = found.layout ?? rowLayout(header, variables + objectives + constraints);
  const notes: string[] = [];
  const wanted = wantedColumns(header, layout, notes);
  const names = uniqueNames(
    wanted.map(({ name, described }) => ({ short: name, long: `${described.role}_${name}` })),
  );
  const columns = wanted.map(({ described, ...column }, index) =>
    columnOf(found, column, { name: names[index] as string, ...described }),
  );
  return { columns, notes };
}

function wantedColumns(
  header: MoeaHeader,
  layout: RowLayout,
  notes: string[],
): readonly WantedColumn[] {
  const { variables, objectives, constraints, unknown } = layout;
  const numbered = (length: number): readonly number[] => Array.from({ length }, (_, at) => at);
  return [
    ...numbered(variables).map(at => {
      const definition = header.variables[at];
      const name = definition?.name || `x${at + 1}`;
      return { name, index: at, definition, described: variableOf(definition) };
    }),
    ...numbered(objectives).map(at => {
      const definition = header.objectives[at];
      const name = definition?.name || `f${at + 1}`;
      return { name, index: variables + at, definition, described: objectiveOf(definition) };
    }),
    ...numbered(constraints).flatMap(at =>
      constraintColumns(header.constraints[at], { at, index: variables + objectives + at, notes }),
    ),
    ...numbered(unknown).map(at => {
      const described = { role: 'observable' } as const;
      return { name: `column_${at + 1}`, index: at, definition: undefined, described };
    }),
  ];
}

function constraintColumns(
  definition: Definition | undefined,
  { at, index, notes }: { readonly at: number; readonly index: number; readonly notes: string[] },
): readonly WantedColumn[] {
  const description = definition?.text ?? 'without a definition';
  const sides = constraintSides(definition);
  if (sides.length > 0) {
    return sides.map(({ suffix, ...described }) => {
      const letter = described.role === 'equality' ? 'h' : 'g';
      const name = `${definition?.name || `${letter}${at + 1}`}${suffix}`;
      return { name, index, definition, described: { ...described, description } };
    });
  }
  notes.push(
    `Constraint ${at + 1} (${description}) has no limit that a column can hold: it is an observable.`,
  );
  const name = definition?.name || `g${at + 1}`;
  return [{ name, index, definition, described: { role: 'observable', description } }];
}

function variableOf(definition: Definition | undefined): Described {
  if (definition === undefined) return { role: 'design' };
  if (!/^(?:Step)?RealVariable$/.test(definition.kind)) {
    return { role: 'design', description: definition.text };
  }
  const [lower = NaN, upper = NaN] = definition.numbers;
  return {
    role: 'design',
    ...(Number.isFinite(lower) && { lower }),
    ...(Number.isFinite(upper) && upper >= lower && { upper }),
  };
}

function objectiveOf(definition: Definition | undefined): Described {
  const direction = definition?.kind === 'Maximize' ? 'maximize' : 'minimize';
  return { role: 'objective', direction };
}

type Side = Described & { readonly suffix: string };

/** What makes a point feasible: one column for each limit. None where a limit cannot say it. */
function constraintSides(definition: Definition | undefined): readonly Side[] {
  const [first = NaN, second = NaN] = definition?.numbers ?? [];
  if (definition === undefined || !Number.isFinite(first)) return [];
  const atMost = { role: 'inequality', sense: '<=' } as const;
  const atLeast = { role: 'inequality', sense: '>=' } as const;
  switch (definition.kind) {
    case 'LessThanOrEqual':
    case 'LessThan':
      return [{ ...atMost, limit: first, suffix: '' }];
    case 'GreaterThanOrEqual':
    case 'GreaterThan':
      return [{ ...atLeast, limit: first, suffix: '' }];
    case 'Equal':
      return [{ role: 'equality', sense: '==', limit: first, suffix: '' }];
    case 'Between':
      return Number.isFinite(second)
        ? [
            { ...atLeast, limit: first, suffix: '_lower' },
            { ...atMost, limit: second, suffix: '_upper' },
          ]
        : [];
    default:
      return [];
  }
}

function columnOf(
  { texts, numbers }: MoeaFile,
  { index, definition }: Pick<WantedColumn, 'index' | 'definition'>,
  variable: VariableMetadata,
): Column {
  const known = numbers.get(index);
  if (known !== undefined) return known.finish(variable, []);
  const words = texts.get(index) ?? [];
  const parsed = definition === undefined ? words.map(parseNumber) : [undefined];
  if (parsed.includes(undefined) && words.length > 0) {
    // The framework writes "-" where it cannot write a variable.
    return columnFromCells(
      variable,
      'string',
      words.map(word => (word === '-' ? null : word)),
    );
  }
  const column = new NumberColumn();
  words.forEach((word, row) => column.add(word, parsed[row] as number));
  return column.finish(variable, []);
}
