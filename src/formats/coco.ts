import { benchmarkResult } from './benchmark/benchmarkResult';
import { isInfoText, readInfoFile } from './benchmark/infoFile';
import type { Detection, Format, ImportedResult, SourceFile } from './format';
import { headText, readText } from './text/decodeText';

/** Indices of COCO's experiments (`.info`) with their logs: what every algorithm reached on one function. */
export const coco: Format = {
  id: 'coco',
  title: 'COCO experiment',
  holds: 'one',
  detect,
  read,
};

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file) ?? '';
  if (/^algorithm = '[^\n]*indicator = '/.test(text)) {
    return {
      confidence: 0.9,
      refusal:
        'is the index of a bi-objective COCO experiment, which logs indicators of the archive instead of objectives: not readable.',
    };
  }
  return isInfoText(text) && !/algInfo = /.test(text) ? { confidence: 0.9 } : undefined;
}

async function read(file: SourceFile): Promise<readonly ImportedResult[]> {
  const blocks = readInfoFile(await readText(file));
  const version = blocks[0]?.attributes.get('coco_version');
  return benchmarkResult(file, {
    tool: 'COCO',
    ...(version && { version }),
    blocks,
    direction: 'minimize',
    notes: ['The objective is the distance to the known optimum, which COCO minimises.'],
  });
}
