import type { Json, JsonObject } from '../../core/json';
import { isPlainObject } from '../../core/json';
import type { Disposable } from '../../core/event';
import { maskIn, maskText } from './rowMask';
import type { Selection, SelectionModel } from './selectionModel';

/** A brush changes the selection many times a second, and writing it down is not for free. Milliseconds. */
const writeAfterMs = 150;

export interface KeptContent {
  readonly contentId: string;
  readonly rowCount: number;
}

/** Keeps the selection while the page is hidden and over a reload, as long as the rows are the same. */
export function keepSelection(
  selection: SelectionModel,
  memory: { value: Json | undefined },
  content: KeptContent,
): Disposable {
  const kept = selectionIn(memory.value, content);
  if (kept !== undefined) selection.restore(kept);
  let writing: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    writing = undefined;
    memory.value = jsonOf(selection.current, content);
  };
  const subscription = selection.onDidChange(() => (writing ??= setTimeout(write, writeAfterMs)));
  return {
    dispose: () => {
      clearTimeout(writing);
      subscription.dispose();
    },
  };
}

function jsonOf({ mask, operations, parent }: Selection, { contentId }: KeptContent): JsonObject {
  return {
    contentId,
    mask: maskText(mask),
    operations,
    ...(parent !== undefined && { parent }),
  };
}

function selectionIn(json: Json | undefined, content: KeptContent): Selection | undefined {
  if (!isPlainObject(json) || json['contentId'] !== content.contentId) return undefined;
  const { mask: text, operations, parent } = json;
  const mask = typeof text === 'string' ? maskIn(text, content.rowCount) : undefined;
  if (mask === undefined || !Array.isArray(operations)) return undefined;
  return {
    mask,
    count: mask.reduce((sum, is) => sum + is, 0),
    operations: operations.map(String),
    ...(typeof parent === 'string' && { parent }),
  };
}
