import type { Column } from '../core/column';
import type { OptimizationResult } from '../core/result';

// An object of the JavaScript engine and a reference to it.
const bytesPerText = 40;

/**
 * About how many bytes the columns of `result` hold besides `artifact`, of which most numbers are views: texts, flags and
 * codes are made anew, and so is everything that was compressed or in several parts.
 */
export function bytesBeside(result: OptimizationResult, artifact: Uint8Array): number {
  const ownBytes = (part: Column['values'] | Column['valid']): number => {
    if (part === undefined) return 0;
    if (ArrayBuffer.isView(part)) return part.buffer === artifact.buffer ? 0 : part.byteLength;
    return bytesOfTexts(part as readonly string[]);
  };
  let bytes = 0;
  for (const column of result.columns) {
    bytes += ownBytes(column.values) + ownBytes(column.valid);
    if (column.type === 'categorical') bytes += bytesOfTexts(column.categories);
  }
  return bytes;
}

function bytesOfTexts(texts: readonly string[]): number {
  let units = 0;
  for (let index = 0; index < texts.length; index++) units += (texts[index] as string).length;
  return bytesPerText * texts.length + 2 * units;
}
