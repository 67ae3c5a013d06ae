import type { ArtifactHead } from '../header';
import type { ByteSource } from '../resultFile';
import {
  checkVersion,
  endsAsArrow,
  footerStart,
  headLength,
  readFooter,
  soundHead,
  tailLength,
} from './arrowFooter';
import type { ArrowFooter } from './arrowFooter';
import { readBatchHeader } from './arrowMessage';
import { readFields } from './arrowSchema';
import { readDescription } from './ourDescription';
import { ourVariables } from './ourVariables';
import { ourKey } from './selfHash';

// Enough for the footer of nearly every result, and one page or two of a disk.
const tailGuess = 8192;

/**
 * The head of a file of ours from its footer and the header of its record batch; `undefined` for an Arrow file of another
 * program.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export async function readOurHead(source: ByteSource): Promise<ArtifactHead | undefined> {
  const footer = await fetchFooter(source);
  const copy = footer.metadata.get(ourKey);
  if (copy === undefined) return undefined;
  const { resultSets, ...description } = readDescription(copy.text);
  checkVersion(footer.version);
  return Object.freeze({
    ...description,
    size: source.size,
    rowCount: await fetchRowCount(source, footer),
    variables: Object.freeze(ourVariables(readFields(footer.schema))),
    resultSetNames: Object.freeze(resultSets.map(({ name }) => name)),
  });
}

async function fetchFooter(source: ByteSource): Promise<ArrowFooter> {
  const { size } = source;
  const tailStart = Math.max(0, size - tailGuess);
  const tail = await source.read(tailStart, size - tailStart);
  // The beginning of the file is only worth a read when it must tell what the file is instead.
  const head = endsAsArrow(tail) ? soundHead : await source.read(0, Math.min(headLength, size));
  const start = footerStart(head, tail.subarray(Math.max(0, tail.length - tailLength)), size);
  const end = size - tailLength;
  const footer =
    start >= tailStart
      ? tail.subarray(start - tailStart, end - tailStart)
      : await source.read(start, end - start);
  return readFooter(footer, start);
}

async function fetchRowCount(source: ByteSource, footer: ArrowFooter): Promise<number> {
  let rowCount = 0;
  for (const block of footer.batches) {
    const header = await source.read(block.offset, block.headerLength);
    rowCount += readBatchHeader(header, block).length;
  }
  return rowCount;
}
