import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';

/** What somebody chose to compare. */
export interface CompareChoice {
  /** Ids of results that are left out for now. */
  readonly leftOut: readonly string[];
  /** Names of objectives that do not count. */
  readonly withoutObjectives: readonly string[];
  /** Id of the result whose front is the reference; without it the front of all together. */
  readonly reference?: string | undefined;
}

/** What was remembered; everything is compared where nothing was. */
export function rememberedChoice(memory: Json | undefined): CompareChoice {
  const kept = isPlainObject(memory) ? memory : {};
  const { reference } = kept;
  return {
    leftOut: textsIn(kept['leftOut']),
    withoutObjectives: textsIn(kept['withoutObjectives']),
    ...(typeof reference === 'string' && { reference }),
  };
}

/** A list with a text in it, or no longer. */
export function toggled(list: readonly string[], text: string, isIn: boolean): readonly string[] {
  const others = list.filter(each => each !== text);
  return isIn ? [...others, text] : others;
}

function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : [];
}
