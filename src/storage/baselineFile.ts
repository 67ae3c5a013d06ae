import type { BaselineStore } from './baseline';
import { StorageError } from './errors';
import type { Files } from './ports';
import { readSealedJson, sealedJson } from './sealedJson';
import { deleteStaleTemporaries } from './temporaryFiles';

const format = 1;

/** Keeps baselines as one JSON file per pair of backends in `folder`, which nothing else uses. */
export function baselineFile({
  files,
  folder,
}: {
  readonly files: Files;
  readonly folder: string;
}): BaselineStore {
  const pathOf = (pair: string) => files.join(folder, `${pair}.json`);
  return {
    async load(pair) {
      const path = pathOf(pair);
      const bytes = await files.read(path);
      return bytes === undefined ? new Map() : parse(bytes, path);
    },

    async save(pair, revisions) {
      await files.write(pathOf(pair), await sealedJson({ format, revisions: [...revisions] }));
      const names = (await files.list(folder))?.map(({ name }) => name) ?? [];
      await deleteStaleTemporaries(files, folder, names);
    },
  };
}

async function parse(bytes: Uint8Array, path: string): Promise<ReadonlyMap<string, string>> {
  const data = await readSealedJson(bytes);
  if (isBaseline(data)) return new Map(data.revisions);
  throw new StorageError('corrupt', `${path} is not what a sync wrote. It is made anew.`);
}

interface Baseline {
  readonly format: typeof format;
  readonly revisions: readonly (readonly [string, string])[];
}

function isBaseline(data: unknown): data is Baseline {
  if (typeof data !== 'object' || data === null || !('revisions' in data)) return false;
  const { revisions } = data;
  return (
    'format' in data &&
    data.format === format &&
    Array.isArray(revisions) &&
    revisions.every(
      (pair: unknown) =>
        Array.isArray(pair) && pair.length === 2 && pair.every(part => typeof part === 'string'),
    )
  );
}
