/** One way of doing a piece of work. */
export interface Contestant {
  /** e.g. the name of a backend. */
  readonly name: string;
  /** Gets ready for the next run; not timed. */
  readonly prepare?: () => Promise<void>;
  /** Does the work as often as {@link Comparison.times} says. */
  readonly run: () => Promise<void> | void;
}

export interface Comparison {
  /** What is done, with its size. */
  readonly work: string;
  /** Something everybody can picture, done in the same minutes on the same machine. */
  readonly beside: Contestant;
  readonly contestants: readonly Contestant[];
  /** How often a run does the work: figures are of one time. Default 1. */
  readonly times?: number;
  /** Runs of each; the median counts. An odd number. */
  readonly repeats: number;
}

/** One line of the table. */
export interface Figure {
  readonly work: string;
  readonly name: string;
  /** Median milliseconds for doing the work once. */
  readonly ms: number;
  readonly beside: string;
  readonly besideMs: number;
}

/** Runs all in turns, so that a busy minute of the machine is everybody's, after one run of each that does not count. */
export async function compare(comparison: Comparison): Promise<readonly Figure[]> {
  const { work, beside, contestants, times = 1, repeats } = comparison;
  const everybody = [beside, ...contestants];
  const samples = new Map<Contestant, number[]>(everybody.map(each => [each, []]));
  for (let round = 0; round <= repeats; round++) {
    for (const each of everybody) {
      const ms = await timed(each);
      if (round > 0) samples.get(each)?.push(ms / times);
    }
  }
  const middle = (each: Contestant): number => median(samples.get(each) ?? []);
  return contestants.map(each => ({
    work,
    name: each.name,
    ms: middle(each),
    beside: beside.name,
    besideMs: middle(beside),
  }));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

async function timed({ prepare, run }: Contestant): Promise<number> {
  await prepare?.();
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** The figures as a table in Markdown. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ work, name, ms, beside, besideMs }) => [
    work,
    name,
    milliseconds(ms),
    `${beside}: ${milliseconds(besideMs)}`,
    twoDigits(ms / besideMs),
  ]);
  const table = [['Work', 'Backend', 'Median', 'Beside', 'Ratio'], ...rows];
  const widths = table[0]?.map((_, column) =>
    Math.max(...table.map(row => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths?.[column] ?? 0)).join(' | ')} |`;
  const rule = (widths ?? []).map(width => '-'.repeat(width));
  const [head = [], ...body] = table;
  return [head, rule, ...body].map(line).join('\n');
}

function milliseconds(ms: number): string {
  return `${twoDigits(ms)} ms`;
}

function twoDigits(value: number): string {
  return value < 100 ? value.toPrecision(2) : value.toFixed(0);
}
