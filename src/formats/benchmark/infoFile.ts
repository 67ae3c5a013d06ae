import type { JsonObject } from '../../core/json';

/** The runs of one algorithm on one function of one dimension. */
export interface InfoBlock {
  /** What stands in its first line: `funcId`, `DIM`, `algId`, … */
  readonly attributes: ReadonlyMap<string, string>;
  /** Path of the file with the logs, relative to that of the index. */
  readonly dataFile: string;
  readonly runs: readonly InfoRun[];
}

export interface InfoRun {
  readonly instance?: number;
  /** Evaluations of the run. */
  readonly evaluations?: number;
  /** Its best value, as the index gives it. */
  readonly best?: number;
  /** What else the index says of it. */
  readonly attributes?: JsonObject;
}

/** One item: its name, its value in quotes where it has such, and the rest. It matches anywhere, so that a line takes one pass. */
const item = /([^=,]*)(?:=\s*('[^']*'|"[^"]*")?)?([^,]*),?/gy;

/** Whether a text is an index of COCO's or IOHprofiler's: its first line names function, dimension and algorithm. */
export function isInfoText(text: string): boolean {
  const [first = ''] = text.split(/\r?\n/, 1);
  return /(?:^|, )funcId = /.test(first) && /, DIM = \d/.test(first) && /, algId = /.test(first);
}

/** The blocks of three lines of an index: attributes, comment, data file with its runs. Others are left out. */
export function readInfoFile(text: string): readonly InfoBlock[] {
  const lines = text.split(/\r?\n/).filter(line => line.trim() !== '' && !line.startsWith('%'));
  const blocks: InfoBlock[] = [];
  for (let index = 0; index + 1 < lines.length; index += 2) {
    const [dataFile = '', ...runs] = (lines[index + 1] as string).split(/,\s*/);
    blocks.push({
      attributes: readAttributes(lines[index] as string),
      dataFile: dataFile.trim().replaceAll('\\', '/'),
      runs: runs.map(readRun),
    });
  }
  return blocks;
}

/** Items are parted by commas, which values in quotes may hold. What is no `name = value` is passed over. */
function readAttributes(line: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [text, before = '', quoted, rest = ''] of line.matchAll(item)) {
    const name = before.trim();
    const isWhole = quoted === undefined ? !/['"]/.test(rest) : rest.trim() === '';
    if (!/^[^'"]+$/.test(name) || text[before.length] !== '=' || !isWhole) continue;
    found.set(name, quoted?.slice(1, -1) ?? rest.trim());
  }
  return found;
}

/** `1:5000|1.0e+02`, or only the instance while the run lasts. */
function readRun(text: string): InfoRun {
  const [, instance, evaluations, best] = /^(\d+)(?::(\d+)\|([^;]+))?/.exec(text.trim()) ?? [];
  return {
    ...(instance !== undefined && { instance: Number(instance) }),
    ...(evaluations !== undefined && { evaluations: Number(evaluations) }),
    ...(best !== undefined && Number.isFinite(Number(best)) && { best: Number(best) }),
  };
}
