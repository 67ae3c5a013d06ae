/** One line of the table, as it is printed. */
export interface Figure {
  readonly work: string;
  /** What OptiScope needs. */
  readonly ours: string;
  /** Who does the same work, and what it needs. */
  readonly beside?: string;
  /** Ours to theirs. */
  readonly ratio?: number;
  /** e.g. `≤ 1.2`. */
  readonly target?: string;
  readonly isMet?: boolean;
}

/** What was measured: ours and, if somebody does the same, theirs, in the same unit. */
export interface Measured {
  readonly work: string;
  readonly ours: number;
  readonly beside?: string;
  readonly theirs?: number;
  /** The ratio that is aimed at. */
  readonly target?: number | undefined;
  /** What is aimed at regardless of a peer, in the unit of {@link ours}. */
  readonly limit?: number;
  /** Writes an amount with its unit. Default {@link milliseconds}. */
  readonly format?: (amount: number) => string;
}

export function rowOf(measured: Measured): Figure {
  const { work, ours, beside, theirs, target, limit, format = milliseconds } = measured;
  const ratio = theirs === undefined ? undefined : ours / theirs;
  return {
    work,
    ours: format(ours),
    ...(theirs !== undefined && { beside: `${beside}: ${format(theirs)}` }),
    ...(ratio !== undefined && { ratio }),
    ...(limit !== undefined && { target: `≤ ${format(limit)}`, isMet: ours <= limit }),
    ...(ratio !== undefined &&
      target !== undefined && {
        target: `≤ ${Number(target.toPrecision(3))}`,
        isMet: ratio <= target,
      }),
  };
}

const titles = ['Work', 'Ours', 'Beside', 'Ratio', 'Target', '✓/✗'];

/** The figures as a table in Markdown. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ work, ours, beside, ratio, target, isMet }) => [
    work,
    ours,
    beside ?? '–',
    ratio === undefined ? '–' : digits(ratio),
    target ?? '–',
    isMet === undefined ? '' : isMet ? '✓' : '✗',
  ]);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(titles), '|---|---:|---|---:|---:|:-:|', ...rows.map(line)].join('\n');
}

/** A duration in the unit that suits it. */
export function milliseconds(ms: number): string {
  if (ms >= 1000) return `${digits(ms / 1000)} s`;
  return ms >= 0.1 ? `${digits(ms)} ms` : `${digits(ms * 1000)} µs`;
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KB`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Two digits that count; more only before the point. */
function digits(value: number): string {
  return value < 100 ? String(Number(value.toPrecision(value < 10 ? 2 : 3))) : value.toFixed(0);
}
