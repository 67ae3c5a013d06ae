import type { Json } from '../../core/json';
import type { KeptViews } from '../protocol';

/** What one part of a page remembers; written as often as it changes. */
export interface Memory {
  value: Json | undefined;
}

/** The part of what a page keeps that belongs to one view. */
export function memoryOf<State extends KeptViews>(
  host: { state: State | undefined },
  id: string,
): Memory {
  return {
    get value() {
      return host.state?.views?.[id];
    },
    set value(value: Json | undefined) {
      const { state } = host;
      if (state === undefined) return;
      const { views: others } = state;
      host.state = { ...state, views: { ...others, ...(value !== undefined && { [id]: value }) } };
    },
  };
}
