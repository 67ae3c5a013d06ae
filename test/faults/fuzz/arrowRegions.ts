import {
  footerStart,
  headLength,
  readFooter,
  tailLength,
} from '../../../src/core/arrow/arrowFooter';

/** Where the headers of a sound Arrow file lie: everything that is not values. */
export function arrowRegions(bytes: Uint8Array): readonly (readonly [number, number])[] {
  const tail = bytes.subarray(bytes.length - tailLength);
  const start = footerStart(bytes.subarray(0, headLength), tail, bytes.length);
  const footer = readFooter(bytes.subarray(start, bytes.length - tailLength), start);
  const blocks = [...footer.dictionaries, ...footer.batches];
  const first = Math.min(start, ...blocks.map(({ offset }) => offset));
  return [
    [0, first],
    [start, bytes.length],
    // The places and lengths of messages, which the whole rest hangs on.
    [start, start + 64],
    ...blocks.map(({ offset, headerLength }) => [offset, offset + headerLength] as const),
  ];
}
