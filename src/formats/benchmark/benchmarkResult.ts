import type { Cell } from '../../core/column';
import type { Json } from '../../core/json';
import type { Direction } from '../../core/variables';
import { draftColumns } from '../draftColumns';
import type { ColumnDraft } from '../draftColumns';
import type { ImportedResult, SourceFile, Unread } from '../format';
import { FormatError } from '../formatError';
import { importedResult } from '../importedResult';
import { nameWithoutExtension } from '../keyName';
import type { InfoBlock } from './infoFile';
import { readRunLog } from './runLog';
import type { RunLog } from './runLog';

/** What an index says, and what its tool means by it. */
export interface Benchmark {
  readonly tool: string;
  readonly version?: string;
  readonly blocks: readonly InfoBlock[];
  /** Which way is better; without it the way in which the best value so far moves. */
  readonly direction?: Direction;
  readonly notes?: readonly string[];
}

/**
 * All runs that an index names as one result: an event a row, the best value so far as the objective.
 * @throws {FormatError} when none of the logs is there.
 */
export async function benchmarkResult(
  file: SourceFile,
  benchmark: Benchmark,
): Promise<readonly ImportedResult[]> {
  const logs: BlockLog[] = [];
  const unread: Unread[] = [];
  for (const block of benchmark.blocks) {
    const data = await file.folder.file(block.dataFile);
    // The same runs, logged at other times.
    await file.folder.file(block.dataFile.replace(/\.dat$/, '.tdat'));
    if (data === undefined) {
      unread.push({ reason: `There is no "${block.dataFile}" beside the index.` });
      continue;
    }
    const log = await readRunLog(data);
    logs.push({ block, log });
    unread.push(...log.unread);
  }
  if (logs.length === 0) throw new FormatError(file.name, missing(benchmark.blocks));
  const drafts = draftsOf(logs, benchmark.direction);
  const [first] = benchmark.blocks;
  const solver = first?.attributes.get('algId');
  return [
    importedResult({
      name: nameWithoutExtension(file.name),
      source: {
        tool: benchmark.tool,
        ...(benchmark.version && { version: benchmark.version }),
        file: file.name,
      },
      problem: { ...(solver && { solver }) },
      columns: draftColumns(drafts),
      metadata: { blocks: benchmark.blocks.map(blockJson) },
      notes: [
        'The rows are the events that were logged, not all evaluations.',
        ...(benchmark.notes ?? []),
      ],
      unread,
    }),
  ];
}

function missing(blocks: readonly InfoBlock[]): string {
  const [first] = blocks;
  if (first === undefined) return 'is an index of runs that names none.';
  return `is an index of runs whose logs are not beside it: "${first.dataFile}" is expected. Keep the folder as the tool wrote it.`;
}

function blockJson({ attributes, dataFile, runs }: InfoBlock): Json {
  return {
    attributes: Object.fromEntries(attributes),
    dataFile,
    runs: runs.map(run => ({ ...run })),
  };
}

interface BlockLog {
  readonly block: InfoBlock;
  readonly log: RunLog;
}

function draftsOf(
  logs: readonly BlockLog[],
  direction: Direction | undefined,
): readonly ColumnDraft[] {
  const rows = logs.flatMap(({ block, log }) =>
    log.rows.map((values, row) => ({ block, log, values, run: log.runs[row] as number })),
  );
  const names = [...new Set(logs.flatMap(({ log }) => log.names))];
  const objective = names.find(name => /^(?:best[ -].*|raw_y_best)$/.test(name)) ?? names[2];
  return [
    draft(
      'dimension',
      rows.map(({ block }) => wholeOf(block.attributes.get('DIM'))),
    ),
    draft(
      'run',
      rows.map(({ run }) => BigInt(run + 1)),
    ),
    draft(
      'instance',
      rows.map(({ block, run }) => block.runs[run]?.instance),
    ),
    ...names.map(name => {
      const at = new Map(logs.map(({ log }) => [log, log.names.indexOf(name)]));
      const cells = rows.map(({ log, values }) => values[at.get(log) as number]);
      const found = { ...draft(name, cells), variable: variableOf(name) };
      // What counts is whole, everything else is measured.
      return /evaluations?$/.test(name) ? found : { ...found, type: 'float64' as const };
    }),
  ];

  function variableOf(name: string): ColumnDraft['variable'] {
    if (name !== objective) return { role: /^x\d+$/.test(name) ? 'design' : 'observable' };
    return { role: 'objective', direction: direction ?? directionOf(logs, name) };
  }
}

function draft(name: string, cells: readonly (Cell | undefined)[]): ColumnDraft {
  return { name, kind: 'log', variable: { role: 'observable' }, cells };
}

function wholeOf(text: string | undefined): bigint | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? BigInt(text) : undefined;
}

/** The best value so far moves in one direction only. */
function directionOf(logs: readonly BlockLog[], name: string): Direction {
  for (const { log } of logs) {
    const at = log.names.indexOf(name);
    for (let row = 1; row < log.rows.length; row++) {
      if (log.runs[row] !== log.runs[row - 1]) continue;
      const [before, after] = [log.rows[row - 1]?.[at] ?? NaN, log.rows[row]?.[at] ?? NaN];
      if (after > before) return 'maximize';
      if (after < before) return 'minimize';
    }
  }
  return 'minimize';
}
