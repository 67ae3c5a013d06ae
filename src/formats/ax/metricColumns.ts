import type { VariableMetadata } from '../../core/variables';
import type { ColumnDraft } from '../draftColumns';
import type { Measurement } from './dataFrame';
import { armKey } from './metricData';
import type { MetricData } from './metricData';
import type { AxArm } from './experiment';
import type { AxGoals } from './goals';
import { termsText } from './linearExpression';
import type { Term } from './linearExpression';

const besides = { sem: 'Standard error of the mean', n: 'Sample size' } as const;

/**
 * One column for each objective, constraint and further metric, one cell per arm, and `<metric>_sem` and `<metric>_n` for
 * each metric whose standard error and sample size are known. A sum of metrics is computed from their columns.
 */
export function metricColumns(
  arms: readonly AxArm[],
  goals: AxGoals,
  data: MetricData,
): readonly ColumnDraft[] {
  const valuesOf = (metric: string, part: 'mean' | 'sem' | 'n'): readonly (number | undefined)[] =>
    arms.map(arm => measurement(arm, metric, data)?.[part]);
  const sums = (terms: readonly Term[]): readonly (number | undefined)[] =>
    sumOf(terms, metric => valuesOf(metric, 'mean'));
  const names = new Set<string>();
  const draft = (
    name: string,
    variable: Omit<VariableMetadata, 'name'>,
    terms: readonly Term[],
  ) => {
    names.add(name);
    return { name, kind: 'metric', type: 'float64', variable, cells: sums(terms) } as const;
  };
  const drafts: ColumnDraft[] = goals.objectives.map(({ terms, direction }) =>
    draft(termsText(terms), { role: 'objective', direction }, terms),
  );
  for (const { terms, sense, limit } of goals.constraints) {
    const sum = termsText(terms);
    const name = names.has(sum) ? `${sum} ${sense} ${limit}` : sum;
    drafts.push(draft(name, { role: 'inequality', sense, limit }, terms));
  }
  const known = new Set([...metricsOf(goals), ...data.metrics]);
  for (const metric of known) {
    if (!names.has(metric)) {
      drafts.push(draft(metric, { role: 'observable' }, [{ metric, weight: 1 }]));
    }
    drafts.push(...besideColumns(metric, part => valuesOf(metric, part)));
  }
  return drafts;
}

function besideColumns(
  metric: string,
  valuesOf: (part: 'sem' | 'n') => readonly (number | undefined)[],
): readonly ColumnDraft[] {
  return (['sem', 'n'] as const).flatMap(part => {
    const cells = valuesOf(part);
    if (cells.every(cell => cell === undefined)) return [];
    const description = `${besides[part]} of ${metric}`;
    const variable = { role: 'observable', description } as const;
    return [{ name: `${metric}_${part}`, kind: 'metric', variable, cells }];
  });
}

/** Whether a column is computed from several metrics. */
export function hasSums({ objectives, constraints }: AxGoals): boolean {
  return [...objectives, ...constraints].some(({ terms }) => terms.length > 1);
}

function metricsOf({ objectives, constraints }: AxGoals): readonly string[] {
  return [...objectives, ...constraints].flatMap(({ terms }) => terms.map(({ metric }) => metric));
}

function measurement(arm: AxArm, metric: string, data: MetricData): Measurement | undefined {
  return data.byArm.get(armKey(arm.trialIndex, arm.name))?.get(metric);
}

/** Missing where one of the metrics is. A single metric keeps its bits. */
function sumOf(
  terms: readonly Term[],
  meansOf: (metric: string) => readonly (number | undefined)[],
): readonly (number | undefined)[] {
  const [first, ...others] = terms.map(({ metric, weight }) =>
    meansOf(metric).map(mean => (weight === 1 || mean === undefined ? mean : weight * mean)),
  );
  return (first ?? []).map((start, row) =>
    others.reduce<number | undefined>((sum, column) => {
      const mean = column[row];
      return sum === undefined || mean === undefined ? undefined : sum + mean;
    }, start),
  );
}
