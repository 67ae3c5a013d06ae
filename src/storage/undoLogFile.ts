import type { ChangeRecord, Step } from './change';
import { isStorageError } from './errors';
import type { Files } from './ports';
import { readSealedJson, sealedJson } from './sealedJson';
import { deleteStaleTemporaries } from './temporaryFiles';
import { isBin } from './trashBin';
import type { UndoLog } from './undoLog';

const format = 1;
const extension = '.json';

/** Keeps changes as one JSON file each in `folder`, which nothing else uses: several windows can share it. */
export function undoLogFile({
  files,
  folder,
}: {
  readonly files: Files;
  readonly folder: string;
}): UndoLog {
  const pathOf = (id: string) => files.join(folder, `${id}${extension}`);
  let isTidy = false;
  return {
    async list() {
      const names = ((await files.list(folder)) ?? []).map(({ name }) => name);
      if (!isTidy) await tidy(files, folder, names);
      isTidy = true;
      const ids = names.filter(name => name.endsWith(extension)).map(withoutExtension);
      const records = await Promise.all(
        ids.filter(isBin).map(async id => {
          const bytes = await files.read(pathOf(id));
          return bytes && parse(bytes, id);
        }),
      );
      return records.filter(record => record !== undefined);
    },

    async save(record) {
      await files.write(pathOf(record.id), await sealedJson({ format, ...record }));
    },

    async delete(id) {
      await files.delete(pathOf(id));
    },
  };
}

async function tidy(files: Files, folder: string, names: readonly string[]): Promise<void> {
  try {
    await deleteStaleTemporaries(files, folder, names);
  } catch (error) {
    // What cannot be removed does no harm to what is read.
    if (!isStorageError(error)) throw error;
  }
}

function withoutExtension(name: string): string {
  return name.slice(0, -extension.length);
}

/** `undefined` for what is damaged or of another version: its bin can still be had back, as that of an interrupted change. */
async function parse(bytes: Uint8Array, id: string): Promise<ChangeRecord | undefined> {
  const data = await readSealedJson(bytes);
  if (typeof data !== 'object' || data === null) return undefined;
  const { format: found, title, steps, isTakenBack } = data as Readonly<Record<string, unknown>>;
  if (found !== format || typeof title !== 'string' || !Array.isArray(steps)) return undefined;
  if (!steps.every(isStep)) return undefined;
  return { id, title, steps, ...(isTakenBack === true && { isTakenBack }) };
}

function isStep(data: unknown): data is Step {
  if (typeof data !== 'object' || data === null) return false;
  const { what, backend, place, key, bin, left, to, revision } = data as Readonly<
    Record<string, unknown>
  >;
  if (backend !== 'primary' && backend !== 'secondary') return false;
  if (typeof place !== 'string') return false;
  if (bin !== undefined && (typeof bin !== 'string' || !isBin(bin))) return false;
  switch (what) {
    case 'cleared':
      return true;
    case 'removed':
      return typeof key === 'string';
    case 'replaced':
      return typeof key === 'string' && typeof left === 'string';
    case 'renamed':
      return (
        typeof key === 'string' &&
        typeof to === 'string' &&
        (revision === null || typeof revision === 'string')
      );
    default:
      return false;
  }
}
