import type { Json, JsonObject } from '../../core/json';
import { isPlainObject } from '../../core/json';
import type { Disposable } from '../../core/event';
import type { ResultOutline } from '../protocol';
import { maskIn, maskText } from './rowMask';
import { SelectionModel } from './selectionModel';
import type { Selection } from './selectionModel';

/** A brush changes the selection many times a second, and writing it down is not for free. Milliseconds. */
const writeAfterMs = 150;

/** Says which rows a selection is of. */
export type KeptRows = Pick<ResultOutline, 'rowsId' | 'rowCount'>;

/** The selection that was kept, as long as the rows are the same; otherwise an empty one. */
export function rememberedSelection(json: Json | undefined, rows: KeptRows): SelectionModel {
  const selection = new SelectionModel(rows.rowCount);
  const kept = selectionIn(json, rows);
  if (kept !== undefined) selection.restore(kept);
  return selection;
}

/** Keeps the selection while the page is hidden and over a reload. */
export function keepSelection(
  selection: SelectionModel,
  memory: { value: Json | undefined },
  rows: KeptRows,
): Disposable {
  let writing: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    writing = undefined;
    memory.value = jsonOf(selection.current, rows);
  };
  const subscription = selection.onDidChange(() => (writing ??= setTimeout(write, writeAfterMs)));
  return {
    dispose: () => {
      subscription.dispose();
      if (writing === undefined) return;
      clearTimeout(writing);
      write();
    },
  };
}

function jsonOf({ mask, operations, parent }: Selection, { rowsId }: KeptRows): JsonObject {
  return {
    rowsId,
    mask: maskText(mask),
    operations,
    ...(parent !== undefined && { parent }),
  };
}

function selectionIn(json: Json | undefined, rows: KeptRows): Selection | undefined {
  if (!isPlainObject(json) || json['rowsId'] !== rows.rowsId) return undefined;
  const { mask: text, operations, parent } = json;
  const mask = typeof text === 'string' ? maskIn(text, rows.rowCount) : undefined;
  if (mask === undefined || !Array.isArray(operations)) return undefined;
  return {
    mask,
    count: mask.reduce((sum, is) => sum + is, 0),
    operations: operations.map(String),
    ...(typeof parent === 'string' && { parent }),
  };
}
