import { isPlainObject } from '../../core/json';
import type { ResultOutline } from '../protocol';

/** Whether the direction of an objective was guessed when the result was imported. */
export function isGuessed({ metadata }: Pick<ResultOutline, 'metadata'>, name: string): boolean {
  const { assumed } = metadata;
  const guess = isPlainObject(assumed) && Object.hasOwn(assumed, name) ? assumed[name] : undefined;
  return isPlainObject(guess) && guess['direction'] !== undefined && guess['by'] !== 'user';
}
